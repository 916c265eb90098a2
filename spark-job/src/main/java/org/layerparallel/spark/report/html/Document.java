package org.layerparallel.spark.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The file around a page: styles, scripts, and the policy that lets the browser run these scripts alone, known by their
 * hashes, and fetch nothing.
 */
final class Document {

  private static final String ECHARTS = "org.webjars.npm/echarts";

  private final String title;
  private final Page page;

  Document(String title, Page page) {
    this.title = title;
    this.page = page;
  }

  String html() {
    String script = resource("report.js");
    String library = page.charts().isEmpty() ? "" : echarts();
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <style>%s</style>
        <script>%s</script>
        </head>
        <body>
        %s<script type="application/json" id="charts">%s</script>
        %s</body>
        </html>
        """
        .formatted(
            policy(script, library),
            Page.escaped(title),
            resource("report.css"),
            script,
            page.html(),
            EmbeddedJson.of(page.charts()),
            library.isEmpty() ? "" : "<script>" + library + "</script>\n");
  }

  /** The smallest of its builds that has lines, bars, points and SVG; its licence stands at its head. */
  private static String echarts() {
    String version =
        resource("/META-INF/maven/" + ECHARTS + "/pom.properties")
            .lines()
            .filter(line -> line.startsWith("version="))
            .map(line -> line.substring("version=".length()).strip())
            .findFirst()
            .orElseThrow();
    return resource("/META-INF/resources/webjars/echarts/" + version + "/dist/echarts.common.min.js");
  }

  /** Styles are free: what draws the charts sets them on elements. */
  private static String policy(String... scripts) {
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      if (!script.isEmpty()) {
        hashes.append(" 'sha256-").append(hash(script)).append('\'');
      }
    }
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
        + " script-src"
        + hashes;
  }

  private static String hash(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Carriage returns are left out: a browser does so too, before it hashes. */
  private static String resource(String name) {
    try (InputStream in = Document.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
