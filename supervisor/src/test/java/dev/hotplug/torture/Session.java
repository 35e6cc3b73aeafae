package dev.hotplug.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One conversation with a client, strict where a client could be sloppy: nothing but {@code ping}
 * before {@code initialize}, no tools before {@code notifications/initialized}. Confined to the
 * main thread.
 */
final class Session {
  private static final String NEWEST = "2025-11-25";
  private static final List<String> VERSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18",
      NEWEST);

  private static final int GIANT = 100_000;

  private enum Stage {
    NEW,
    ANSWERED,
    READY
  }

  private final Modes modes;
  private final Output out;
  private final Toolbox toolbox;
  private final Tools tools;
  private final InFlight inFlight = new InFlight();
  private Stage stage = Stage.NEW;

  Session(Modes modes, Output out) {
    this.modes = modes;
    this.out = out;
    toolbox = new Toolbox(modes);
    tools = new Tools(modes, out, toolbox, inFlight);
  }

  void line(String line) throws IOException {
    var kept = modes.value(Mode.KEEP);
    if (modes.has(Mode.JUNK_ONLY)) out.raw("what does " + line.length() + " characters mean?\n");
    else if (kept != null && line.length() > GIANT) keep(line, Path.of(kept));
    else message(line);
  }

  /** What is that big is compared as it came; to read it would take a reader without bounds. */
  private void keep(String line, Path file) throws IOException {
    Files.writeString(file, line);
    int from = line.indexOf("\"id\":") + "\"id\":".length();
    var id = Json.raw(line.substring(from, line.indexOf(',', from)));
    out.result(id, Result.text("kept"));
  }

  private void message(String line) throws IOException {
    try {
      if (JsonReader.read(line) instanceof Json.Members message) message(message, line);
      else out.failure(Json.Literal.NULL, -32600, "not an object");
    } catch (JsonReader.Malformed e) {
      out.failure(Json.Literal.NULL, -32700, String.valueOf(e.getMessage()));
    }
  }

  private void message(Json.Members message, String line) throws IOException {
    var id = message.get("id");
    var method = message.text("method");
    if (method == null) tools.reply(String.valueOf(message.text("id")), line);
    else if (id == null) notification(method, message.inside("params"));
    else request(id, method, message.inside("params"));
  }

  private void notification(String method, Json.Members params) {
    switch (method) {
      case "notifications/initialized" -> stage = Stage.READY;
      case "notifications/cancelled" -> inFlight.cancel(params);
      default -> {
        // Unknown notifications are ignored, as JSON-RPC has it.
      }
    }
  }

  private void request(Json id, String method, Json.Members params) throws IOException {
    switch (method) {
      case "ping" -> out.result(id, Json.Members.NONE);
      case "initialize" -> initialize(id, params);
      case "tools/list" -> {
        if (isReady(id, method)) list(id, params);
      }
      case "tools/call" -> {
        if (isReady(id, method)) {
          tools.call(new Call(out, id, String.valueOf(params.text("name")), params));
        }
      }
      case "logging/setLevel" -> out.result(id, Json.Members.NONE);
      default -> out.failure(id, -32601, "Method not found: " + method);
    }
  }

  private boolean isReady(Json id, String method) {
    if (stage != Stage.READY) out.failure(id, -32600, method + " before notifications/initialized");
    return stage == Stage.READY;
  }

  private void initialize(Json id, Json.Members params) {
    if (modes.has(Mode.HANG_INITIALIZE)) return;
    if (modes.has(Mode.INITIALIZE_ERROR)) {
      out.failure(id, -32603, "initialize was refused");
      return;
    }
    if (stage != Stage.NEW) {
      out.failure(id, -32600, "initialize came twice");
      return;
    }
    stage = Stage.ANSWERED;
    out.result(id, welcome(protocol(params)));
  }

  private String protocol(Json.Members params) {
    var forced = modes.value(Mode.WRONG_PROTOCOL);
    if (forced != null) return forced;
    var wanted = params.text("protocolVersion");
    return wanted != null && VERSIONS.contains(wanted) ? wanted : NEWEST;
  }

  private Json welcome(String protocol) {
    var version = modes.value(Mode.VERSION);
    return Json.Members.of("protocolVersion", Json.text(protocol))
        .with("capabilities", Json.raw("{\"tools\":{\"listChanged\":true},\"logging\":{}}"))
        .with("serverInfo", Json.Members.of("name", Json.text("torture"))
            .with("version", Json.text(version == null ? "v0" : version)));
  }

  private void list(Json id, Json.Members params) {
    if (modes.has(Mode.HANG_LIST)) return;
    var page = toolbox.page(params.text("cursor"));
    if (page == null) out.failure(id, -32602, "no such cursor");
    else out.result(id, page);
    var code = modes.value(Mode.EXIT_WHEN_READY);
    if (code != null) Runtime.getRuntime().halt(Integer.parseInt(code));
  }
}
