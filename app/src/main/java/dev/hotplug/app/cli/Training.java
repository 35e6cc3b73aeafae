package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.app.cli.AsClient.Unexpected;
import dev.hotplug.spec.Inherit;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.upstream.CommandRun;
import dev.hotplug.upstream.StdioConnector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes an AOT cache (JEP 514) of what a session needs: a Hotplug with our own jars and JVM options
 * is watched while it is used, and then a second JVM turns what was seen into the cache. One after
 * the other, since the one-step way leaves it to a child of the Hotplug that just ended, for which
 * nobody waits. Confined to one thread.
 */
final class Training implements AutoCloseable {
  /** What the cache is called in the folder. */
  static final String CACHE = "cache";

  private static final String RECORDED = "recorded";
  private static final int CALLS = 20;

  /** Writing down what was seen takes a second on an idle machine; this may be a busy one. */
  private static final Duration TO_WRITE = Duration.ofMinutes(1);

  private static final CommandRun.Limits TO_CREATE = new CommandRun.Limits(Duration.ofMinutes(2),
      1024 * 1024);

  private final StdioConnector connector;
  private final Path jar;
  private final Path folder;

  /**
   * One that has done nothing yet.
   *
   * @param jar that of ours which runs
   * @param folder an empty one, where all that this leaves will be
   */
  Training(Terminal terminal, Path jar, Path folder) {
    this.connector = Demo.connector(terminal, folder);
    this.jar = jar;
    this.folder = folder;
  }

  /** Uses a Hotplug that is watched: a load, calls, a reload, an unload. */
  void record() throws IOException, Unexpected {
    var project = DemoProject.writeInto(Files.createDirectory(project()));
    var command = java("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded(), "-jar",
        jar.toString(), "serve");
    var hotplug = AsClient.start(connector,
        new AsClient.Way(command, environment(), project.folder(), patient()));
    try {
      use(hotplug);
    } finally {
      hotplug.close();
    }
  }

  private static void use(AsClient hotplug) throws Unexpected {
    int _ = hotplug.prepare();
    var _ = hotplug.own("load_mcp_server_dynamically");
    for (int i = 0; i < CALLS; i++) {
      var _ = hotplug.greet();
    }
    var _ = hotplug.own("reload_mcp_server");
    var _ = hotplug.greet();
    var _ = hotplug.ask("get_loaded_servers", JsonNodeFactory.instance.objectNode());
    var _ = hotplug.own("unload_mcp_server");
  }

  /** Makes the cache of what was seen. */
  void create() throws InterruptedException, Unexpected {
    var command = java("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded(),
        "-XX:AOTCache=" + folder.resolve(CACHE), "-jar", jar.toString());
    var run = new CommandRun.Command("training", command, folder, environment(),
        CommandRun.Leftovers.NONE);
    var ending = connector.commands().run(run, TO_CREATE, _ -> {});
    if (!(ending instanceof CommandRun.Ending.Exited exited && exited.isSuccess())) {
      throw new Unexpected(ending.toString());
    }
  }

  private Path project() {
    return folder.resolve("project");
  }

  private Path recorded() {
    return folder.resolve(RECORDED);
  }

  /** Our own JVM and its options, which a cache must have been made with. */
  private static List<String> java(String... words) {
    var ours = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return Stream
        .of(List.of(Path.of(DemoProject.JAVA_HOME, "bin", "java").toString()), ours, List.of(words))
        .flatMap(List::stream)
        .toList();
  }

  /** The user's folders are not for what is no real session. */
  private Map<String, String> environment() {
    var given = new HashMap<>(Map.of("CLAUDE_PROJECT_DIR", project().toString()));
    for (var name : List.of("STATE", "DATA", "CONFIG", "CACHE")) {
      given.put("XDG_" + name + "_HOME", folder.resolve("home").toString());
    }
    return given;
  }

  private static Options patient() {
    var usual = Timeouts.DEFAULT;
    return new Options(Reload.SWAP, new Timeouts(usual.start(), usual.list(), Optional.empty(),
        usual.drain(), TO_WRITE, usual.term()), Limits.DEFAULT, Inherit.NOTHING_MORE, false);
  }

  @Override
  public void close() {
    connector.close();
  }
}
