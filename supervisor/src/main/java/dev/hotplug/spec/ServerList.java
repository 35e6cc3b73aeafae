package dev.hotplug.spec;

import java.util.List;

/** The lists of servers that a file may hold. */
public enum ServerList {
  /** The list that MCP clients read, too: they start these servers themselves. */
  MCP_SERVERS("mcpServers"),
  /** At the top level beside it; only Hotplug reads it. */
  HOTPLUG_SERVERS("hotplug.servers"),
  /** VS Code's; read where {@code mcpServers} is absent. */
  SERVERS("servers");

  private final String key;

  ServerList(String key) {
    this.key = key;
  }

  /** The key in the file; a dot stands between an object and its member. */
  public String key() {
    return key;
  }

  /** The keys that lead to it from the top of a file. */
  List<String> path() {
    return List.of(key.split("\\.", -1));
  }

  @Override
  public String toString() {
    return key;
  }
}
