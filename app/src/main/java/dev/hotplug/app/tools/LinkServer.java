package dev.hotplug.app.tools;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.ByHand;
import dev.hotplug.app.install.Installations;
import dev.hotplug.app.install.UserConfig;
import dev.hotplug.app.install.UserQuestion;
import dev.hotplug.installer.Choice;
import dev.hotplug.installer.LinkOutcome;
import dev.hotplug.installer.LinkRequest;
import dev.hotplug.wire.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code link_mcp_server}: lists a server whose folder somebody works in. */
final class LinkServer extends WaitingTool {
  private static final Usage USAGE = Usage.of("link_mcp_server {\"path\": \"/…\"}", "path",
      "server_name", "server_file");

  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "link_mcp_server",
          "title": "Link a local MCP server",
          "description": "Adds an MCP server that lies in a folder of this machine to hotplug.servers \
          in .mcp.json, as it is: finds out what starts it, and copies, builds and runs nothing. Use it \
          for a server that the user works on: once loaded, it reloads by itself when its files are \
          saved. The answer has the commands that build it, where something it starts from is missing; \
          needs_choice lists the servers of a folder that has several. uninstall_mcp_server takes the \
          entry out again and leaves the folder alone.",
          "inputSchema": {"type": "object",
          "properties": {
          "path": {"type": "string", "description": "The server's folder; one that is not absolute is \
          seen from the project"},
          "server_name": {"type": "string", "description": "What to call the server; by default what \
          it calls itself"},
          "server_file": {"type": "string", "description": "The file to start, if another one than is \
          found"}},
          "required": ["path"]},
          "annotations": {"title": "Link a local MCP server", "readOnlyHint": false,
          "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
          """,
      """
          "server_name": {"type": "string"},
          "path": {"type": "string"},
          "command": {"type": "array", "items": {"type": "string"}},
          "missing": {"type": "array", "items": {"type": "string"}},
          "build": {"type": "array", "items": {"type": "string"}},
          "looked_for": {"type": "array", "items": {"type": "string"}},
          "candidates": {"type": "array", "items": {"type": "object", "properties": {\
          "what": {"type": "string"}, "call": {"type": "string"}}, "required": ["what", "call"]}},
          "warnings": {"type": "array", "items": {"type": "string"}},
          "reason": {"type": "string"}
          """);

  /** As shells write it; whoever asks for a link is no shell. */
  private static final String HOME = "~/";

  private static final int MOST_LINES = 50;
  private static final int LONGEST_LINE = 1_000;

  private final Supplier<Installations> installs;

  LinkServer(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var arguments = Arguments.of(use, USAGE);
    var folder = folder(arguments);
    var request = new LinkRequest(folder, arguments.optionalText("server_name"),
        arguments.optionalText("server_file"));
    var refusal = refusal(use, request);
    return refusal.isPresent() ? refusal.get() : link(request);
  }

  /** What is answered instead of a link that the user has reserved and does not agree to. */
  private Optional<Answer> refusal(ToolUse use, LinkRequest request) throws InterruptedException {
    if (installs.get().policy().confirm() != UserConfig.Confirm.USER) return Optional.empty();
    if (use.question() == null) return Optional.of(byHand(request, Agreement.ONLY_BY_HAND));
    var user = new UserQuestion(use.question(), "link", "link lists it; cancel changes nothing");
    return switch (user.ask("List this folder's MCP server, which is started from there, with your "
        + "rights, whenever it is loaded?\n  " + ByHand.link(request)
        + "\nNothing has been listed so far.")) {
      case GRANTED -> Optional.empty();
      case OPEN -> Optional.of(byHand(request, user.unanswered()));
      case DECLINED -> Optional.of(Answer.undecided("declined",
          "The user said no; nothing was listed. Do not ask again unless the user wants it."));
    };
  }

  private static Answer byHand(LinkRequest request, String why) {
    return Answer
        .undecided("needs_confirmation",
            "Nothing was listed. Let the user run: " + ByHand.link(request) + ".")
        .put("reason", why);
  }

  private Answer link(LinkRequest request) throws InterruptedException {
    return switch (installs.get().link(request)) {
      case LinkOutcome.Done done -> done(done);
      case LinkOutcome.NeedsChoice(var place, var choices) -> choice(place, choices);
      case LinkOutcome.Failed(var reason, var lookedFor, var nextStep) ->
        Answer.failure(reason, "failed", nextStep).put("looked_for", shown(lookedFor));
    };
  }

  private Path folder(Arguments arguments) throws Misuse {
    var path = arguments.text("path");
    var home = servers().configured().variables().environment().get("HOME");
    var whole = home != null && path.startsWith(HOME) ? home + path.substring(1) : path;
    try {
      return servers().configured().cwd().resolve(whole).toAbsolutePath().normalize();
    } catch (InvalidPathException _) {
      throw new Misuse(arguments.wrong("path is no path of this machine"));
    }
  }

  private static Answer done(LinkOutcome.Done done) {
    var server = done.server();
    var build = done.build().stream().map(ByHand::build).toList();
    var load = "Call " + Example.load(server.name()) + " to see its tools.";
    return Answer.success()
        .put("status", "linked")
        .about(server.name())
        .put("path", server.folder().toString())
        .put("command", server.start())
        .put("missing", shown(done.missing().stream().map(Path::toString).toList()))
        .put("build", shown(build))
        .put("warnings", Excerpt.ofWarnings(done.remarks()))
        .put("next_step", done.missing().isEmpty() ? load
            : "It cannot start yet: " + done.missing().getFirst() + " is missing"
                + (build.isEmpty() ? "" : ", which this builds: " + String.join("; ", shown(build)))
                + ". " + load.replaceFirst("Call", "Then call"));
  }

  private static Answer choice(Path folder, List<Choice> choices) {
    var calls = choices.stream().limit(MOST_LINES).map(it -> call(folder, it)).toList();
    var answer = Answer.undecided("needs_choice",
        "There are " + choices.size()
            + " servers in this folder; nothing was listed. Pick one, for " + "instance: "
            + calls.getFirst() + ".");
    var array = answer.content().putArray("candidates");
    for (int i = 0; i < calls.size(); i++) {
      array.addObject().put("what", choices.get(i).what()).put("call", calls.get(i));
    }
    return answer;
  }

  private static String call(Path folder, Choice choice) {
    return switch (choice.argument()) {
      case "subdir" -> "link_mcp_server {\"path\": "
          + Span.string(folder.resolve(choice.value()).toString()) + "}";
      default -> "link_mcp_server {\"path\": " + Span.string(folder.toString()) + ", "
          + Span.string(choice.argument()) + ": " + Span.string(choice.value()) + "}";
    };
  }

  private static List<String> shown(List<String> lines) {
    return Excerpt.ofSentences(lines, MOST_LINES, LONGEST_LINE);
  }
}
