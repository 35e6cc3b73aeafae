package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;

/** Calls of Hotplug's own tools, to be copied by whoever reads an answer. */
final class Example {
  private Example() {}

  static String load(String server) {
    return of("load_mcp_server_dynamically", server);
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

  static String history(String server) {
    return of("get_server_history", server);
  }

  static String info(String server, String tool) {
    return "get_tool_info {\"tool_name\": " + Span.string(tool) + ", \"server_name\": "
        + Span.string(server) + "}";
  }

  /** @param parameters a JSON object */
  static String call(String server, String tool, String parameters) {
    return "call_dynamic_server_tool {\"server_name\": " + Span.string(server) + ", \"tool_name\": "
        + Span.string(tool) + ", \"parameters\": " + parameters + "}";
  }

  private static String of(String tool, String server) {
    return tool + " {\"server_name\": " + Span.string(server) + "}";
  }
}
