package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.wire.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotplug list}: the servers of the project, and those that are installed. */
@Command(name = "list", description = "Lists the servers that are configured, and those that are installed.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final Span NOTHING = Span.of("{}");
  private static final int SHORT_COMMIT = 12;

  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      var configured = ToolOutput.of(shot.use("list_available_servers", NOTHING)).content();
      var installed = ToolOutput.of(shot.use("list_installed_mcp_servers", NOTHING)).content();
      var servers = joined(configured.path("servers"), installed.path("servers"));
      return json ? printJson(servers, configured.path("problems"))
          : print(servers, configured.path("problems"));
    }
  }

  /** By name: what the configuration says of a server, and from where it was installed. */
  private static Map<String, ObjectNode> joined(JsonNode configured, JsonNode installed) {
    var servers = new LinkedHashMap<String, ObjectNode>();
    for (var server : configured) {
      var words = named(server.path("name").asText(), servers);
      for (var name : new String[]{"list", "file", "disabled", "note"}) {
        if (server.has(name)) words.set(name, server.path(name));
      }
    }
    for (var server : installed) {
      named(server.path("name").asText(), servers).set("installed", server);
    }
    return servers;
  }

  private static ObjectNode named(String name, Map<String, ObjectNode> servers) {
    return servers.computeIfAbsent(name,
        _ -> JsonNodeFactory.instance.objectNode().put("name", name));
  }

  private int printJson(Map<String, ObjectNode> servers, JsonNode problems) {
    var root = JsonNodeFactory.instance.objectNode();
    root.putArray("servers").addAll(servers.values());
    root.set("problems", problems);
    return terminal.done(root.toPrettyString());
  }

  private int print(Map<String, ObjectNode> servers, JsonNode problems) {
    for (var problem : problems) {
      terminal.err()
          .println(problem.path("file").asText() + ":" + problem.path("line") + ":"
              + problem.path("column") + ": " + problem.path("message").asText());
    }
    if (servers.isEmpty()) {
      return terminal.done("No server is configured here, and none is installed.");
    }
    var table = new Table("NAME", "LIST", "COMMIT", "FROM");
    for (var server : servers.values()) add(server, table);
    terminal.out().print(table.text());
    return 0;
  }

  private static void add(ObjectNode server, Table table) {
    var installed = server.path("installed");
    var commit = installed.path("commit").asText();
    var list = server.path("list").asText("not here")
        + (server.path("disabled").booleanValue() ? ", disabled" : "");
    table.add(server.path("name").asText(), list,
        commit.isEmpty() ? "-" : commit.substring(0, Math.min(SHORT_COMMIT, commit.length())),
        from(server, installed));
  }

  private static String from(ObjectNode server, JsonNode installed) {
    if (installed.path("linked").booleanValue()) return installed.path("path").asText();
    return installed.has("url") ? installed.path("url").asText() : server.path("file").asText();
  }
}
