package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.app.install.ShellText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says by commands what Hotplug's own tools say by calls of one another: who types has no other
 * means. A call stands in a sentence as the tool's name, a blank and its arguments, an object.
 */
final class ByCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The verbs, by the tools that do the same. */
  private static final Map<String, Verb> VERBS = Map.of("call_dynamic_server_tool",
      new Verb("call", List.of("server_name", "tool_name", "parameters"), Map.of()),
      "get_server_logs", new Verb("logs", List.of("server_name"), Map.of()),
      "list_available_servers", new Verb("list", List.of(), Map.of()), "list_installed_mcp_servers",
      new Verb("list", List.of(), Map.of()), "uninstall_mcp_server",
      new Verb("uninstall", List.of("server_name"), Map.of("delete_files", "--delete-files")),
      "update_mcp_server", new Verb("update", List.of("server_name"), Map.of("ref", "--ref")),
      "rollback_mcp_server", new Verb("rollback", List.of("server_name"), Map.of()),
      "install_mcp_server_from_git", new Verb("install", List.of("git_url"),
          Map.of("ref", "--ref", "subdir", "--subdir", "server_name", "--name")));

  /** What it is to load a server whose tools are to be approved. */
  private static final Verb APPROVE = new Verb("approve", List.of("server_name"), Map.of());

  private static final Pattern CALL = Pattern.compile("(?:[Cc]all )?\\b[a-z]+(?:_[a-z]+)+ (?=\\{)");

  /** A command starts its server itself, so all that is left of these is to give it again. */
  private static final Set<String> AGAIN = Set.of("load_mcp_server_dynamically",
      "reload_mcp_server");

  private static final String CLAUSE = ", ";

  private final String text;
  private final StringBuilder said = new StringBuilder();
  private int done;

  private ByCommand(String text) {
    this.text = text;
  }

  /**
   * One verb.
   *
   * @param words the arguments that it takes by their places
   * @param options those that it takes by name
   */
  private record Verb(String name, List<String> words, Map<String, String> options) {
    String command(JsonNode arguments) {
      var line = new ArrayList<>(List.of("hotplug", name));
      for (var word : words) line.add(text(arguments.path(word)));
      arguments.fieldNames().forEachRemaining(argument -> {
        var option = options.get(argument);
        var value = arguments.path(argument);
        if (option == null || (value.isBoolean() && !value.booleanValue())) return;
        line.add(option);
        if (!value.isBoolean()) line.add(text(value));
      });
      return ShellText.of(line);
    }

    private static String text(JsonNode value) {
      return value.isTextual() ? value.textValue() : value.toString();
    }
  }

  /** {@code sentences}, with a command for each call that has one. */
  static String of(String sentences) {
    return new ByCommand(sentences).said();
  }

  private String said() {
    var calls = CALL.matcher(text);
    while (calls.find(done)) {
      said.append(text, done, calls.start());
      done = calls.end();
      instead(text.substring(calls.start(), done));
    }
    return said.append(text, done, text.length()).toString();
  }

  /**
   * Says a command instead of a call, whose arguments come next.
   *
   * @param call what stands before them
   */
  private void instead(String call) {
    int begin = done;
    var arguments = arguments();
    var tool = call.replaceFirst("^[Cc]all ", "").strip();
    var verb = VERBS.get(tool);
    boolean isAtBegin = call.startsWith("C");
    if (arguments.filter(it -> it.has("approve")).isPresent()) {
      said.append("run ").append(APPROVE.command(arguments.get()));
    } else if (AGAIN.contains(tool)) {
      said.append(isAtBegin ? "Try again" : "try again");
    } else if (verb != null && arguments.isPresent()) {
      said.append(call.length() == tool.length() + 1 ? "" : isAtBegin ? "Run " : "run ");
      said.append(verb.command(arguments.get()));
    } else if (said.toString().endsWith(CLAUSE)) {
      leaveOut();
    } else {
      said.append(call).append(text, begin, done);
    }
  }

  /** What such a call would show cannot be seen by a command: its clause is left out. */
  private void leaveOut() {
    said.setLength(said.length() - CLAUSE.length());
    while (done < text.length() && ".;".indexOf(text.charAt(done)) < 0) done++;
  }

  private Optional<JsonNode> arguments() {
    try (var parser = JSON.createParser(text.substring(done))) {
      JsonNode tree = JSON.readTree(parser);
      done += Math.toIntExact(parser.currentLocation().getCharOffset());
      return Optional.of(tree);
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
