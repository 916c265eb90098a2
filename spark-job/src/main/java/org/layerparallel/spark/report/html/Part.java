package org.layerparallel.spark.report.html;

/** What a section shows. */
public sealed interface Part
    permits LineChart, StackedBars, StripChart, Table, KeyFigures, Heatmap, Picture, Frames, FoldedText {

  /** Appends it to a page. */
  void appendTo(Page page);
}
