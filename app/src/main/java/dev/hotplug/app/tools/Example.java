package dev.hotplug.app.tools;

import dev.hotplug.installer.UpdateRequest;
import dev.hotplug.spec.InstallSource;
import dev.hotplug.spec.ServerList;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls of Hotplug's own tools, to be copied by whoever reads an answer. */
final class Example {
  /** What keeps one generation beside the next, as it stands in an entry. */
  static final String KEEPING = "\"hotplug\": {\"dev\": {\"keep_previous\": true}}";

  private Example() {}

  static String load(String server) {
    return of("load_mcp_server_dynamically", server);
  }

  /** Agrees to the tools of a server that are held back. */
  static String approve(String server, String hash) {
    return "load_mcp_server_dynamically {" + member("server_name", server) + ", "
        + member("approve", hash) + "}";
  }

  static String reload(String server) {
    return of("reload_mcp_server", server);
  }

  static String unload(String server) {
    return of("unload_mcp_server", server);
  }

  static String logs(String server) {
    return of("get_server_logs", server);
  }

  static String uninstall(String server) {
    return of("uninstall_mcp_server", server);
  }

  static String rollback(String server) {
    return of("rollback_mcp_server", server);
  }

  /** @param confirm the hash of the plan; empty for none */
  static String update(UpdateRequest request, Optional<String> confirm) {
    var arguments = new ArrayList<>(List.of(member("server_name", request.name())));
    request.ref().ifPresent(ref -> arguments.add(member("ref", ref)));
    confirm.ifPresent(hash -> arguments.add(member("confirm", hash)));
    return "update_mcp_server {" + String.join(", ", arguments) + "}";
  }

  static String history(String server) {
    return of("get_server_history", server);
  }

  static String info(String server, String tool) {
    return "get_tool_info {\"tool_name\": " + Span.string(tool) + ", \"server_name\": "
        + Span.string(server) + "}";
  }

  /**
   * Installs the very commit of {@code source} under the name of an entry that stands in
   * {@code list}.
   *
   * @param references what it says of variables
   */
  static String install(String server, InstallSource source, ServerList list,
      Map<String, String> references) {
    var arguments = new ArrayList<>(List.of(member("git_url", source.url()),
        member("ref", source.commit()), member("server_name", server)));
    source.subdir().ifPresent(subdir -> arguments.add(member("subdir", subdir)));
    if (!references.isEmpty()) arguments.add("\"env_vars\": " + object(references));
    if (list != ServerList.HOTPLUG_SERVERS) arguments.add(member("expose", "client"));
    return "install_mcp_server_from_git {" + String.join(", ", arguments) + "}";
  }

  private static String object(Map<String, String> members) {
    return new TreeMap<>(members).entrySet()
        .stream()
        .map(member -> member(member.getKey(), member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String member(String name, String value) {
    return Span.string(name) + ": " + Span.string(value);
  }

  /** @param parameters a JSON object */
  static String call(String server, String tool, String parameters) {
    return calling("call_dynamic_server_tool", server, tool, parameters);
  }

  /** @param parameters a JSON object */
  static String compare(String server, String tool, String parameters) {
    return calling("compare_generations", server, tool, parameters);
  }

  private static String calling(String ours, String server, String tool, String parameters) {
    return ours + " {" + member("server_name", server) + ", " + member("tool_name", tool)
        + ", \"parameters\": " + parameters + "}";
  }

  private static String of(String tool, String server) {
    return tool + " {\"server_name\": " + Span.string(server) + "}";
  }
}
