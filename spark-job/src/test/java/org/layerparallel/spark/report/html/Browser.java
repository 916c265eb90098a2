package org.layerparallel.spark.report.html;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium, told what to do by its DevTools protocol, over a loopback socket. Tests that need one are
 * skipped where none is installed, except in continuous integration, which has to install it.
 */
public final class Browser implements AutoCloseable {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  private static final String LISTENING = "DevTools listening on ws://";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String address;

  private Browser(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a browser.
   *
   * @param scratch an empty directory for what it keeps
   */
  public static Browser start(Path scratch) throws IOException {
    Optional<Path> found = installed();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail("no Chromium on the PATH, which has to be there where CI=true: " + NAMES);
    }
    Assumptions.assumeTrue(found.isPresent(), "no Chromium on the PATH: reports are not looked at in a browser");
    ProcessBuilder builder =
        new ProcessBuilder(
                found.get().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + Files.createDirectories(scratch.resolve("profile")),
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // Sockets and locks: not where they outlive the test.
    builder.environment().put("TMPDIR", scratch.toString());
    Process process = builder.start();
    return new Browser(process, address(process));
  }

  private static Optional<Path> installed() {
    return NAMES.stream()
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String address(Process process) throws IOException {
    BufferedReader complaints = process.errorReader();
    StringBuilder read = new StringBuilder();
    for (String line = complaints.readLine(); line != null; line = complaints.readLine()) {
      if (line.startsWith(LISTENING)) {
        drain(complaints);
        return line.substring(LISTENING.length(), line.indexOf('/', LISTENING.length()));
      }
      read.append(line).append('\n');
    }
    return fail("the browser does not start: " + read);
  }

  /** A process whose complaints nobody reads may come to a halt. */
  private static void drain(BufferedReader complaints) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (complaints.readLine() != null) {
                  continue;
                }
              } catch (IOException e) {
                // The browser has ended.
                return;
              }
            },
            "browser");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its only tab. */
  public BrowserTab tab() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build(),
                HttpResponse.BodyHandlers.ofString());
    for (JsonNode target : JSON.readTree(answer.body())) {
      if (target.get("type").textValue().equals("page")) {
        return BrowserTab.connect(URI.create(target.get("webSocketDebuggerUrl").textValue()));
      }
    }
    return fail("no tab in " + answer.body());
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the browser does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
