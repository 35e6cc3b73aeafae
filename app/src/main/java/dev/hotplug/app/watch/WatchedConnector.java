package dev.hotplug.app.watch;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Starts servers that are watched so that they run the code that was saved last, and go on running
 * it. Jars are started from a copy, one for each generation: a build writes a jar in place, and a
 * JVM whose jar is rewritten finds garbage where its next class was. Python writes no bytecode, as
 * it takes a module's for new whose source has the same length and second. What a server is
 * configured to be does not change by it. Thread-safe.
 */
public final class WatchedConnector implements OuterConnector {
  /** Python's own switch (Python documentation, command line and environment). */
  private static final String NO_BYTECODE = "PYTHONDONTWRITEBYTECODE";

  private final Connector inner;
  private final CopiesFolder copies;
  private final Path serversFolder;
  private final Predicate<ServerSpec> isWatched;

  /**
   * One that has copied nothing yet.
   *
   * @param connector what opens all
   * @param folder where the copies of all Hotplugs are; made when it is needed
   * @param serversFolder where a server runs whose entry names no folder
   * @param isWatched whether a server's files are watched, or what it is started from is built
   */
  public WatchedConnector(Connector connector, Path folder, Path serversFolder,
      Predicate<ServerSpec> isWatched) {
    this.inner = connector;
    this.copies = new CopiesFolder(folder);
    this.serversFolder = serversFolder;
    this.isWatched = isWatched;
  }

  /**
   * Removes the copies that killed Hotplugs have left; to be called when their servers are gone.
   */
  public void sweep() {
    copies.sweep();
  }

  @Override
  public Connector inner() {
    return inner;
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    if (!(spec instanceof ServerSpec.Stdio stdio) || !isWatched.test(spec)) {
      return inner.open(spec, generation, log);
    }
    return JarLine.of(stdio)
        .map(line -> open(line, generation, log))
        .orElseGet(() -> inner.open(withoutBytecode(stdio), generation, log));
  }

  private ServerSpec.Stdio withoutBytecode(ServerSpec.Stdio server) {
    if (server.env().containsKey(NO_BYTECODE) || !mayBePython(server)) return server;
    Map<String, String> env = new LinkedHashMap<>(server.env());
    env.put(NO_BYTECODE, "1");
    return server.with(server.args(), env);
  }

  private boolean mayBePython(ServerSpec.Stdio server) {
    var cwd = server.cwd() == null ? serversFolder : server.cwd();
    return switch (WatchRules.started(server, cwd)) {
      case Started.Script(var language, var _) -> mayBePython(language);
      case Started.Project(var language, var _) -> mayBePython(language);
      case Started.Artefact _, Started.Foreign _ -> false;
    };
  }

  /** A shell script may be about any program. */
  private static boolean mayBePython(Language language) {
    return language == Language.PYTHON || language == Language.SHELL;
  }

  private Upstream open(JarLine line, long generation, StderrTail log) {
    var cwd = line.server().cwd() == null ? serversFolder : line.server().cwd();
    var jar = cwd.resolve(line.jar());
    // Java says best itself that there is none.
    if (!Files.isRegularFile(jar)) return inner.open(line.server(), generation, log);
    try {
      return openCopy(line, jar.toRealPath(), cwd.toRealPath(), generation, log);
    } catch (JarMirror.HalfWritten e) {
      return Upstream.unstartable(new Cause("cannot run: " + e.getMessage(), null, List.of(),
          "It may still be being written: reload when it is, or build it anew."));
    } catch (IOException e) {
      log.add(generation,
          StderrTail.Origin.HOTPLUG.mark() + "no copy of " + jar + " could be made (" + e
              + "); this generation runs from the jar itself and breaks when that is written");
      return inner.open(line.server(), generation, log);
    }
  }

  private Upstream openCopy(JarLine line, Path jar, Path project, long generation, StderrTail log)
      throws IOException {
    var folder = copies.next();
    boolean isMade = false;
    try {
      var copy = new JarMirror(folder, project).make(jar);
      isMade = true;
      return new Housed(inner.open(line.with(copy.toString()), generation, log), folder);
    } finally {
      if (!isMade) CopiesFolder.delete(folder);
    }
  }

  @Override
  public void close() {
    OuterConnector.super.close();
    copies.close();
  }
}
