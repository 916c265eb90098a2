package org.layerparallel.spark.data;

/**
 * Where a scene is: two MAT 5 files, which may be the same.
 *
 * @param cube local path or URI of the file with the cube, rows x columns x bands
 * @param cubeKey name of the cube in it; blank if it is the one 3-D array
 * @param groundTruth local path or URI of the file with the classes, rows x columns
 * @param groundTruthKey name of the classes in it; blank if they are the one array of the cube's rows and columns
 */
public record SceneFiles(String cube, String cubeKey, String groundTruth, String groundTruthKey) {}
