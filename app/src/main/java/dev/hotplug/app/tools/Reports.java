package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.supervisor.Started;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.ToolCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Words and objects that several meta-tools answer with. */
final class Reports {
  /** Beyond this many characters of tools, only their names are listed. */
  private static final int MOST_CHARACTERS = 30_000;

  private Reports() {}

  /** A server that serves. */
  static Answer loaded(String server, Started started, ToolCatalog tools, List<String> warnings) {
    var answer = Answer.success()
        .put("server_name", server)
        .put("generation", started.generation());
    var all = new ArrayList<>(warnings);
    all.addAll(tools.warnings());
    if (!list(tools, answer.content())) {
      all.add("The list is long: the later tools are named only. get_tool_info "
          + "{\"tool_name\": \"…\", \"server_name\": \"" + server + "\"} shows one whole.");
    }
    return answer.put("tool_count", tools.tools().size()).put("warnings", all);
  }

  /** Lists tools; false when descriptions had to be left out. */
  private static boolean list(ToolCatalog tools, ObjectNode content) {
    var array = content.putArray("tools");
    int characters = 0;
    for (var tool : tools.tools()) {
      var line = array.addObject().put("name", tool.name());
      if (characters > MOST_CHARACTERS) continue;
      line.put("description", Signature.line(tool)).put("signature", Signature.of(tool));
      characters += line.toString().length();
    }
    return characters <= MOST_CHARACTERS;
  }

  /** A load or reload that came to nothing. */
  static Answer notStarted(String server, StartOutcome outcome) {
    return switch (outcome) {
      case StartOutcome.Serving _ -> throw new IllegalArgumentException("it did start");
      case StartOutcome.Failed(var cause, var still) -> failed(server, cause, still);
      case StartOutcome.Unloaded _ -> Answer
          .failure("Server \"" + server + "\" was unloaded while it was starting. It does not run.",
              "stopped",
              "Call load_mcp_server_dynamically {\"server_name\": \"" + server + "\"} to start it.")
          .put("server_name", server);
      case StartOutcome.Closed _ -> Answer
          .failure("Hotplug is shutting down. Nothing was started.", "closed",
              "Start Hotplug again.")
          .put("server_name", server);
    };
  }

  private static Answer failed(String server, Cause cause, OptionalLong still) {
    var now = still.isPresent() ? "Generation " + still.getAsLong() + " still serves."
        : "It does not run.";
    var last = cause.stderrTail().isEmpty() ? "" : " Last stderr: " + cause.stderrTail().getLast();
    return Answer
        .failure("Server \"" + server + "\" did not start: it " + cause.what() + ". " + now + last,
            still.isPresent() ? "ready" : "failed", nextStep(server, cause, "reload_mcp_server"))
        .put("server_name", server)
        .with(cause);
  }

  /** What helps a server that does not run. */
  static String nextStep(String server, Cause cause, String tool) {
    var hint = cause.hint() == null ? "" : cause.hint() + " ";
    return hint + "Mend the cause and call " + tool + " {\"server_name\": \"" + server
        + "\"}; get_server_logs {\"server_name\": \"" + server + "\"} shows its whole output.";
  }
}
