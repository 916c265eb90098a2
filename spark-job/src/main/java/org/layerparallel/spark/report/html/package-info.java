/**
 * Reports as one HTML file that needs nothing else: text, figures, tables, charts and pictures, put together of
 * records. Charts are drawn in the browser, by ECharts, of figures in the file; everything a chart shows is also there
 * as a table. Knows nothing of training; {@link org.layerparallel.spark.report.html.HtmlReport} is where to begin.
 */
package org.layerparallel.spark.report.html;
