package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser, and all it complains of and asks for. */
public final class BrowserTab implements WebSocket.Listener {

  /** Only a browser that hangs takes so long. */
  private static final long MOST_SECONDS = 120;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private WebSocket socket;

  private BrowserTab() {}

  static BrowserTab connect(URI address) throws IOException {
    BrowserTab tab = new BrowserTab();
    tab.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, tab).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tab.command(domain + ".enable", Map.of());
    }
    return tab;
  }

  /** Opens a file and waits until it is drawn. */
  public void open(Path file) throws IOException {
    loaded = new CompletableFuture<>();
    complaints.clear();
    requests.clear();
    command("Page.navigate", Map.of("url", file.toUri().toString()));
    await(loaded);
    settle();
  }

  /** Makes the tab so wide, and its reader one who prefers dark or light, and perhaps less motion. */
  public void become(int width, boolean dark, boolean lessMotion) throws IOException {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of(
                    "name", "prefers-reduced-motion", "value", lessMotion ? "reduce" : "no-preference"))));
    settle();
  }

  /** Clicks on the first element a CSS selector finds. */
  public void click(String selector) throws IOException {
    evaluate("document.querySelector('" + selector + "').click()");
    settle();
  }

  /** What an expression of JavaScript gives. */
  public JsonNode evaluate(String expression) throws IOException {
    JsonNode answer =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Everything said on the console, exceptions, and what the browser itself found wrong, since the last opening. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every address asked for since the last opening. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Two frames later whatever was due has been painted. */
  private void settle() throws IOException {
    evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))");
  }

  private JsonNode command(String method, Map<String, ?> parameters) throws IOException {
    int id = number.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode received = await(answer);
    if (received.has("error")) {
      throw new IOException(method + ": " + received.get("error"));
    }
    return received.get("result");
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the browser does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      String message = part.toString();
      part.setLength(0);
      try {
        received(JSON.readTree(message));
      } catch (IOException e) {
        complaints.add("not JSON: " + message);
      }
    }
    from.request(1);
    return null;
  }

  private void received(JsonNode message) {
    if (message.has("id")) {
      pending.remove(message.get("id").intValue()).complete(message);
      return;
    }
    JsonNode told = message.get("params");
    switch (message.get("method").textValue()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(told.toString());
      case "Network.requestWillBeSent" -> requests.add(told.get("request").get("url").textValue());
      case "Page.loadEventFired" -> loaded.complete(null);
      default -> { }
    }
  }
}
