package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.wire.Span;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All tools that Hotplug offers to its client. Immutable. */
public final class MetaTools {
  private final SortedMap<String, MetaTool> tools = new TreeMap<>();

  /**
   * The tools over {@code servers}.
   *
   * @param installs gives what is installed, which begins with the first use of it
   * @param ownLog Hotplug's own log
   */
  public MetaTools(Servers servers, Supplier<Installations> installs, Supplier<StderrTail> ownLog) {
    for (var tool : List.of(new LoadServer(servers), new CallTool(servers),
        new LoadedServers(servers), new ReloadServer(servers), new UnloadServer(servers),
        new AvailableServers(servers), new ToolInfo(servers), new ServerHistory(servers),
        new ServerLogs(servers, ownLog), new WatchServer(servers), new ReplayCalls(servers),
        new CompareGenerations(servers), new InstallServer(servers, installs),
        new InstallAndLoad(servers, installs), new LinkServer(servers, installs),
        new InstalledServers(servers, installs), new UninstallServer(servers, installs),
        new UpdateServer(servers, installs), new RollbackServer(servers, installs))) {
      tools.put(tool.definition().name(), tool);
    }
  }

  /** The result of {@code tools/list}: the same bytes each time. */
  public Span list() {
    return Span.of(tools.values()
        .stream()
        .map(tool -> tool.definition().json().toString())
        .collect(Collectors.joining(",", "{\"tools\":[", "]}")));
  }

  /** Their names. */
  public Collection<String> names() {
    return tools.keySet();
  }

  /** Hands a use to the tool {@code name}; false when there is none. Does not wait. */
  public boolean use(String name, ToolUse use) {
    var tool = tools.get(name);
    if (tool == null) return false;
    tool.accept(use);
    return true;
  }

  /** {@code Did you mean …?} with the names nearest to {@code name}, or nothing. */
  public String nearest(String name) {
    return Suggestion.sentence(name, names());
  }
}
