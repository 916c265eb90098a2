package org.layerparallel.spark.job;

import org.layerparallel.spark.data.PixelDraw;
import org.layerparallel.spark.data.Scene;
import org.layerparallel.spark.data.Standardization;

/**
 * A scene and what of it is learned.
 *
 * @param scene all of it
 * @param draw which pixels are the examples
 * @param standardization that makes features of spectra, fitted to the training pixels
 */
public record LoadedScene(Scene scene, PixelDraw draw, Standardization standardization) {}
