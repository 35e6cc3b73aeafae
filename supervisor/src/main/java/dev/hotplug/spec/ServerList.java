package dev.hotplug.spec;

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

  @Override
  public String toString() {
    return key;
  }
}
