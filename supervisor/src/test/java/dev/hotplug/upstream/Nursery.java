package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Inherit;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.torture.Alive;
import dev.hotplug.torture.TortureServer;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens upstreams for a test; after it all are closed, and nothing of them may be left alive. */
final class Nursery implements AfterEachCallback {
  static final Duration LIMIT = Duration.ofSeconds(20);

  /** Patient with starts, impatient with stops. */
  static final Timeouts QUICK = new Timeouts(LIMIT, LIMIT, Optional.empty(), Duration.ofSeconds(1),
      Duration.ofSeconds(5), Duration.ofSeconds(5));

  /** A server of a few milliseconds with one tool, {@code echo}. */
  static final String TINY = """
      while read -r line; do
        id=${line#*'"id":'}
        answer='{"jsonrpc":"2.0","id":'${id%%,*}',"result":'
        case $line in
          *'"initialize"'*) echo "$answer"'{"protocolVersion":"2025-11-25"}}' ;;
          *'"tools/list"'*) echo "$answer"'{"tools":[{"name":"echo","inputSchema":{}}]}}' ;;
          *'"tools/call"'*) echo "$answer"'{"content":[]}}' ;;
        esac
      done
      """;

  private static final SystemTimer TIMER = new SystemTimer();

  private final Instance instance = Instance.unrecorded(Path.of("").toAbsolutePath(),
      Instance.Guard.NOBODY);
  private final StderrTail tail = new StderrTail(InstantSource.system());
  private final List<Upstream> opened = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private Options options = options(QUICK, Inherit.NOTHING_MORE, false);
  private Map<String, String> declared = Map.of();
  private Map<String, String> secrets = Map.of();
  private @Nullable Path cwd;
  private int lineLimit = Wires.DEFAULT_LINE_LIMIT;
  private @Nullable StdioConnector connector;
  private long generation;

  private static Options options(Timeouts timeouts, Inherit inherit, boolean keepDetached) {
    return new Options(Reload.SWAP, timeouts, Limits.DEFAULT, inherit, keepDetached);
  }

  /** From now on servers have so long to answer {@code initialize} and {@code tools/list}. */
  Nursery starting(Duration start, Duration list) {
    return timed(new Timeouts(start, list, QUICK.call(), QUICK.drain(), QUICK.eof(), QUICK.term()));
  }

  /** From now on servers have so long on each rung of the ladder. */
  Nursery stopping(Duration eof, Duration term) {
    return timed(new Timeouts(QUICK.start(), QUICK.list(), QUICK.call(), QUICK.drain(), eof, term));
  }

  private Nursery timed(Timeouts timeouts) {
    options = options(timeouts, options.inherit(), options.keepDetached());
    return this;
  }

  Nursery keepingDetached() {
    options = options(options.timeouts(), options.inherit(), true);
    return this;
  }

  Nursery inheriting(Inherit inherit) {
    options = options(options.timeouts(), inherit, options.keepDetached());
    return this;
  }

  /** From now on servers declare this environment. */
  Nursery declaring(Map<String, String> env) {
    declared = env;
    return this;
  }

  /** From now on the user keeps this for servers. */
  Nursery keeping(Map<String, String> values) {
    secrets = values;
    return this;
  }

  /** From now on our own environment has this variable, too. */
  Nursery having(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Nursery in(Path folder) {
    cwd = folder;
    return this;
  }

  Nursery lineLimit(int bytes) {
    lineLimit = bytes;
    return this;
  }

  /** A scripted server in these modes, not yet prepared. */
  Upstream torture(String... modes) {
    return open(TortureServer.command(modes));
  }

  /** A scripted server in these modes that is ready. */
  Upstream ready(String... modes) {
    return prepared(torture(modes));
  }

  /** A server written in shell, not yet prepared. */
  Upstream script(String script) {
    return open(List.of("sh", "-c", script));
  }

  Upstream prepared(Upstream upstream) {
    assertThat(upstream.prepare()).isInstanceOf(Readiness.Ready.class);
    return upstream;
  }

  /** The cause why this one does not become ready. */
  Cause failing(Upstream upstream) {
    var readiness = upstream.prepare();
    assertThat(readiness).isInstanceOf(Readiness.Failed.class);
    return ((Readiness.Failed) readiness).cause();
  }

  Upstream open(List<String> command) {
    return open(spec(command));
  }

  /** A server as they are opened from now on. */
  ServerSpec.Stdio spec(List<String> command) {
    return new ServerSpec.Stdio("server", command.getFirst(), command.subList(1, command.size()),
        declared, cwd, options, secrets);
  }

  Upstream open(ServerSpec spec) {
    generation++;
    var upstream = connector().open(spec, generation, tail);
    opened.add(upstream);
    return upstream;
  }

  /** One for all, with the environment as it is when the first is opened. */
  StdioConnector connector() {
    if (connector == null) {
      var surroundings = new StdioConnector.Surroundings(instance, environment,
          Path.of("").toAbsolutePath(), "0.0-test", () -> lineLimit);
      connector = new StdioConnector(surroundings, TIMER, report -> tail.add(0, report));
    }
    return connector;
  }

  /** What the environment of every process started here contains. */
  String instance() {
    return instance.id();
  }

  /** All that was logged so far. */
  List<String> log() {
    return tail.last(Integer.MAX_VALUE, _ -> true).stream().map(StderrTail.Line::text).toList();
  }

  /** The commands of what is alive of all that was started here. */
  List<String> alive() {
    return Alive.with(instance.id()).stream().map(Alive.Found::command).toList();
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    try {
      for (var upstream : opened) upstream.close();
      Alive.awaitNone(instance.id(), Duration.ofSeconds(5));
    } finally {
      Alive.kill(instance.id());
    }
  }
}
