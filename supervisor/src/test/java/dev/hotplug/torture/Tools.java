package dev.hotplug.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the tools do. Confined to the main thread; what takes time is left to {@link InFlight}. */
final class Tools {
  private final Modes modes;
  private final Output out;
  private final Toolbox toolbox;
  private final InFlight inFlight;
  private final Map<String, Call> asking = new HashMap<>();
  private int asked;
  private int effects;

  Tools(Modes modes, Output out, Toolbox toolbox, InFlight inFlight) {
    this.modes = modes;
    this.out = out;
    this.toolbox = toolbox;
    this.inFlight = inFlight;
  }

  void call(Call call) throws IOException {
    var tool = toolbox.find(call.tool());
    try {
      if (tool != null) answer(tool, call);
      else if (toolbox.isExtra(call.tool())) call.answer(call.tool());
      else call.fail(-32602, "Unknown tool: " + call.tool());
    } catch (Call.BadArgument e) {
      call.fail(-32602, String.valueOf(e.getMessage()));
    }
  }

  private void answer(Tool tool, Call call) throws Call.BadArgument, IOException {
    switch (tool) {
      case ECHO -> call.answer(call.text("text"));
      case VERSION -> call.answer(value(Mode.VERSION, "v0"));
      case ADD -> call.answer(call.number("a").add(call.number("b")).toPlainString());
      case BIG -> out.big(call.id(), call.whole("bytes"));
      case GIANT -> giant(call);
      case IMAGE -> call.answer(Result.image());
      case FAIL -> call.answer(Result.failed(call.text("text")));
      case RPC_ERROR -> rpcError(call);
      case STRUCTURED -> call.answer(Result.structured());
      case SLEEP -> {
        name(call);
        inFlight.sleep(call, call.whole("ms"));
      }
      case HANG -> {
        // The point of it.
      }
      case LATE -> {
        name(call);
        inFlight.late(call, call.whole("ms"));
      }
      case DUP -> twice(call);
      case EARLY -> early(call);
      case TORN -> out.torn(call.id(), "a torn \u00e9");
      case UNKNOWN_ID -> unknownId(call);
      case STRING_ID -> out.result(Json.text(Json.write(call.id())), Result.text("a string id"));
      case JUNK -> junk(call);
      case BLANK -> after("\n\r\n \t \n\n", call);
      case EXIT -> Runtime.getRuntime().halt((int) call.whole("code"));
      case KILL_SELF -> killSelf(call.text("signal"));
      case CLOSE_STDOUT -> out.close();
      case STDERR -> stderr(call);
      case SIDE_EFFECT -> sideEffect(call);
      case ENV -> env(call);
      case CWD -> call.answer(Path.of("").toAbsolutePath().toString());
      case PID -> call.answer(Long.toString(ProcessHandle.current().pid()));
      case CANCELLED -> call.answer(Json.write(inFlight.cancelled()));
      case PROGRESS -> progress(call);
      case ASK_CLIENT -> ask(call);
      case ADD_TOOL -> addTool(call);
      case LOG -> log(call);
    }
  }

  /** The client's reply, word for word, answers the call that asked for it; others are ignored. */
  void reply(String id, String line) {
    var call = asking.remove(id);
    if (call != null) call.answer(line);
  }

  private String value(Mode mode, String otherwise) {
    var value = modes.value(mode);
    return value == null ? otherwise : value;
  }

  private void rpcError(Call call) throws Call.BadArgument {
    var error = Json.Members.of("code", Json.number(call.whole("code")))
        .with("message", Json.text(call.text("message")))
        .with("data", Json.raw("{\"why\":\"asked for\",\"exact\":1.0}"));
    out.failure(call.id(), error);
  }

  private void twice(Call call) {
    var id = Json.write(call.id());
    var line = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":";
    out.raw(line + Json.write(Result.text("first")) + "}\n" + line
        + Json.write(Result.text("second")) + "}\n");
  }

  private void giant(Call call) throws Call.BadArgument {
    var kind = call.text("kind");
    try {
      out.giant(call.id(), Giant.of(kind), call.whole("size"));
    } catch (IllegalArgumentException _) {
      call.fail(-32602, "no such giant: " + kind);
    }
  }

  /** Whoever counts its requests has the next ones guessed. */
  private void early(Call call) {
    long id = Long.parseLong(Json.write(call.id()));
    for (int ahead = 1; ahead <= 3; ahead++) {
      out.result(Json.number(id + ahead), Result.text("before it was asked"));
    }
    call.answer("in its time");
  }

  private void unknownId(Call call) {
    out.result(Json.number(987_654_321), Result.text("for nobody"));
    out.result(Json.text("nobody"), Result.text("for nobody"));
    call.answer("for somebody");
  }

  private void junk(Call call) throws Call.BadArgument {
    var kind = call.text("kind", "");
    try {
      if (!kind.isEmpty()) out.raw(Junk.of(kind).bytes());
    } catch (IllegalArgumentException _) {
      call.fail(-32602, "no such junk: " + kind);
      return;
    }
    if (kind.isEmpty()) for (var each : Junk.values()) out.raw(each.bytes());
    call.answer("after the junk");
  }

  private void after(String text, Call call) {
    out.raw(text);
    call.answer("after the blanks");
  }

  private static void killSelf(String signal) throws IOException {
    var pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, pid).start();
  }

  private static void stderr(Call call) throws Call.BadArgument {
    var line = (call.text("text") + "\n").getBytes(StandardCharsets.UTF_8);
    long times = call.whole("times", 1);
    for (long i = 0; i < times; i++) System.err.write(line, 0, line.length);
    System.err.flush();
    call.answer("written " + times + " times");
  }

  private void sideEffect(Call call) throws Call.BadArgument, IOException {
    var counter = modes.value(Mode.COUNTER);
    effects++;
    var line = call.text("text", Integer.toString(effects));
    if (counter != null) Beginning.append(Path.of(counter), line);
    call.answer(line);
  }

  private void name(Call call) throws Call.BadArgument {
    if (call.arguments().has("text")) inFlight.name(call, call.text("text"));
  }

  private static void env(Call call) throws Call.BadArgument {
    var value = System.getenv(call.text("name"));
    call.answer(
        value == null ? Result.failed(call.text("name") + " is not set") : Result.text(value));
  }

  private void progress(Call call) throws Call.BadArgument {
    var token = call.progressToken();
    long steps = call.whole("steps");
    if (token != null) progress(token, 1, steps);
    call.answer(token == null ? "no progressToken" : "all " + steps + " steps");
    if (token != null) progress(token, steps + 1, steps + call.whole("more", 0));
  }

  private void progress(Json token, long first, long last) {
    for (long step = first; step <= last; step++) {
      out.notification("notifications/progress",
          Json.Members.of("progressToken", token)
              .with("progress", Json.number(step))
              .with("total", Json.number(last))
              .with("message", Json.text("step " + step)));
    }
  }

  private void ask(Call call) throws Call.BadArgument {
    asked++;
    var id = "ask-" + asked;
    asking.put(id, call);
    out.request(id, call.text("method"));
  }

  private void addTool(Call call) throws Call.BadArgument {
    toolbox.add(call.text("name"));
    out.notification("notifications/tools/list_changed");
    call.answer("added");
  }

  private void log(Call call) throws Call.BadArgument {
    out.notification("notifications/message",
        Json.Members.of("level", Json.text("info"))
            .with("logger", Json.text("torture"))
            .with("data", Json.text(call.text("text"))));
    call.answer("logged");
  }
}
