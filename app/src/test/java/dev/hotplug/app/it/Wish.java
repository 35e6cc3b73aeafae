package dev.hotplug.app.it;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The arguments of an installation. */
final class Wish {
  private static final String INSTALL = "install_mcp_server_from_git";
  private final ObjectNode arguments = JsonNodeFactory.instance.objectNode();

  private Wish() {}

  static Wish of(Repository repository) {
    return of(repository.url());
  }

  static Wish of(String url) {
    return new Wish().with("git_url", url);
  }

  Wish with(String name, String value) {
    arguments.put(name, value);
    return this;
  }

  Wish with(String name, boolean value) {
    arguments.put(name, value);
    return this;
  }

  Wish with(String name, List<String> values) {
    values.forEach(arguments.putArray(name)::add);
    return this;
  }

  Wish env(Map<String, String> values) {
    values.forEach(arguments.putObject("env_vars")::put);
    return this;
  }

  /** What the first call answers. */
  ToolResult plan(Hotplug hotplug) throws InterruptedException {
    return ask(hotplug).result();
  }

  /** The first call, on its way. */
  Asked ask(Hotplug hotplug) {
    return ask(hotplug, INSTALL);
  }

  /** Agrees to whatever the first call answers; returns what the second does. */
  ToolResult install(Hotplug hotplug) throws InterruptedException {
    return agreed(hotplug, INSTALL).result();
  }

  /** The same, and the server is loaded. */
  ToolResult installAndLoad(Hotplug hotplug) throws InterruptedException {
    return agreed(hotplug, "install_and_load_mcp_server").result();
  }

  /** The second call, on its way; progress of it has the token {@code install}. */
  Asked askInstall(Hotplug hotplug) throws InterruptedException {
    return agreed(hotplug, INSTALL);
  }

  /** The second call, on its way, for a plan that was shown before. */
  Asked askInstall(Hotplug hotplug, ToolResult plan) {
    return agreed(hotplug, plan, INSTALL);
  }

  private Asked agreed(Hotplug hotplug, String tool) throws InterruptedException {
    return agreed(hotplug, plan(hotplug), tool);
  }

  private Asked agreed(Hotplug hotplug, ToolResult plan, String tool) {
    return with("confirm", plan.word("confirm")).ask(hotplug, tool);
  }

  private Asked ask(Hotplug hotplug, String tool) {
    return hotplug.askTool(tool, arguments.toString(), "install");
  }
}
