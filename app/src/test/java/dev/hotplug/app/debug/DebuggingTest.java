package dev.hotplug.app.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Debug;
import dev.hotplug.spec.Inherit;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.OuterUpstream;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DebuggingTest {
  private final List<ServerSpec> opened = new ArrayList<>();
  private final StderrTail log = new StderrTail(InstantSource.system());
  private final Debugging debugging = new Debugging();
  private Readiness readiness = new Readiness.Ready(new Readiness.Introduction("", ""),
      ToolCatalog.EMPTY, new Readiness.Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO));
  private final Connector connector = debugging.around((spec, _, _) -> {
    opened.add(spec);
    return new Scripted(readiness);
  });

  /** Starts or not, as was said before, and is in the way of its own elder. */
  private record Scripted(Readiness readiness) implements OuterUpstream {
    @Override
    public Upstream inner() {
      return Upstream.unstartable(Cause.of("was not to be started"));
    }

    @Override
    public Readiness prepare() {
      return readiness;
    }

    @Override
    public Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
      return new Hindrance.Elder("port 1", 1);
    }
  }

  @Test
  void aServerThatAsksForNoneIsStartedAsItIs() {
    var spec = server(Optional.empty(), "node", "server.js");

    var _ = connector.open(spec, 1, log);

    assertThat(opened).containsExactly(spec);
    assertThat(debugging.of("notes", 1)).isEmpty();
  }

  @Test
  void eachGenerationThatLivesHasAPortOfItsOwnAndGivesItBack() throws Exception {
    try (var stranger = new ServerSocket(0, 1, InetAddress.ofLiteral(Debugged.HOST))) {
      int taken = stranger.getLocalPort();
      var spec = node(taken, "node", "server.js");

      var first = connector.open(spec, 1, log);
      int one = port(1);
      var _ = connector.open(spec, 2, log);
      int two = port(2);
      assertThat(one).isGreaterThan(taken);
      assertThat(two).isGreaterThan(one);
      assertThat(opened).extracting(it -> ((ServerSpec.Stdio) it).args())
          .containsExactly(List.of("--inspect=127.0.0.1:" + one, "server.js"),
              List.of("--inspect=127.0.0.1:" + two, "server.js"));

      var _ = first.close();
      assertThat(debugging.of("notes", 1)).isEmpty();
      var _ = connector.open(spec, 3, log);
      assertThat(port(3)).isEqualTo(one);
    }
  }

  @Test
  void whatToDoWithAnAddressIsToldInTheWordsOfItsDebugger() {
    assertThat(new Debugged.Listening(Debug.Type.NODE, 9229).attach()).contains("chrome://inspect",
        "127.0.0.1:9229", "\"port\": 9229");
    assertThat(new Debugged.Listening(Debug.Type.PYTHON, 5678).attach()).contains("\"debugpy\"",
        "{\"host\": \"127.0.0.1\", \"port\": 5678}");
    assertThat(new Debugged.Listening(Debug.Type.JAVA, 5005).attach())
        .contains("jdb -attach 127.0.0.1:5005");
  }

  @Test
  void aCommandWithNoPlaceForItIsStartedAsItIsAndSaidSo() {
    var spec = node(9229, "docker", "run", "-i", "image");

    var upstream = connector.open(spec, 1, log);

    assertThat(upstream.prepare()).isSameAs(readiness);
    assertThat(opened).containsExactly(spec);
    assertThat(unattachable(1)).isEqualTo("It was started without a debugger, and serves as usual: "
        + "hotplug.dev.debug is of type \"node\", but docker is neither node, tsx nor npx tsx. "
        + "Write in \"command\" and \"args\" what starts Node itself: node server.js, tsx "
        + "server.ts or npx tsx server.ts.");
  }

  @Test
  void whereNoPortIsFreeThatIsSaid() throws IOException {
    try (var last = new ServerSocket()) {
      last.bind(new InetSocketAddress(InetAddress.ofLiteral(Debugged.HOST), 65_535));
      var _ = connector.open(node(65_535, "node", "server.js"), 1, log);

      assertThat(unattachable(1)).contains("none of the ports 65535 to 65535 is free");
    }
  }

  @Test
  void aPortThatNodeLostAtTheLastMomentIsNotTold() throws Exception {
    var lost = connector.open(node(free(), "node", "server.js"), 1, log);
    var other = connector.open(node(free(), "node", "server.js"), 2, log);
    log.add(1, "Starting inspector on 127.0.0.1:" + port(1) + " failed: address already in use");

    assertThat(lost.prepare()).isSameAs(readiness);
    assertThat(other.prepare()).isSameAs(readiness);

    assertThat(unattachable(1)).startsWith("Somebody else took 127.0.0.1:").contains("Reload it");
    assertThat(debugging.of("notes", 2)).get().isInstanceOf(Debugged.Listening.class);
  }

  @Test
  void aPythonWithoutDebugpyIsToldWhatToInstall() throws Exception {
    var failed = failing(Debug.Type.PYTHON, "/usr/bin/python: No module named debugpy");

    assertThat(failed.hint()).contains("pip install debugpy", "hotplug.dev.debug");
  }

  @Test
  void aPortThatPythonOrJavaLostAtTheLastMomentIsNotTheElders() throws Exception {
    for (var line : List.of(
        "RuntimeError: Can't listen for client connections: [Errno 98] Address already in use",
        "ERROR: transport error 202: bind failed: Address already in use")) {
      var failed = failing(Debug.Type.PYTHON, line);

      assertThat(failed.hint()).contains("the next start takes the next free one");
      assertThat(hindrance(failed)).isInstanceOf(Hindrance.Unknown.class);
    }
    var other = failing(Debug.Type.PYTHON, "OSError: Address already in use");
    assertThat(other.hint()).isNull();
    assertThat(hindrance(other)).isInstanceOf(Hindrance.Elder.class);
  }

  private Cause failing(Debug.Type type, String stderr) throws IOException {
    readiness = new Readiness.Failed(new Cause("exited", null, List.of(stderr), null));
    var program = type == Debug.Type.PYTHON ? "python" : "java";
    var spec = server(Optional.of(new Debug(type, free())), program, "server");
    return ((Readiness.Failed) connector.open(spec, 1, log).prepare()).cause();
  }

  private Hindrance hindrance(Cause cause) throws IOException {
    var spec = server(Optional.of(new Debug(Debug.Type.PYTHON, free())), "python", "server.py");
    return connector.open(spec, 2, log).hindrance(cause, new TreeMap<>(), Census.take());
  }

  private int port(long generation) {
    return ((Debugged.Listening) debugging.of("notes", generation).orElseThrow()).port();
  }

  private String unattachable(long generation) {
    return ((Debugged.Unattachable) debugging.of("notes", generation).orElseThrow()).why();
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(Debugged.HOST))) {
      return socket.getLocalPort();
    }
  }

  private static ServerSpec.Stdio node(int port, String... command) {
    return server(Optional.of(new Debug(Debug.Type.NODE, port)), command);
  }

  private static ServerSpec.Stdio server(Optional<Debug> debug, String... command) {
    var words = List.of(command);
    return new ServerSpec.Stdio("notes", words.getFirst(), words.subList(1, words.size()), Map.of(),
        null, new Options(Reload.SWAP, Timeouts.DEFAULT, Limits.DEFAULT, Inherit.NOTHING_MORE,
            false, false, debug));
  }
}
