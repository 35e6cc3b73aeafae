package dev.hotplug.app.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.torture.Alive;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is a jar goes on when its jar is rewritten. */
@Timeout(60)
class WatchedConnectorTest {
  @TempDir
  private Path folder;

  private final Instance instance = Instance.unrecorded(Path.of("").toAbsolutePath(),
      Instance.Guard.NOBODY);
  private final StderrTail log = new StderrTail(InstantSource.system());
  private final List<Upstream> opened = new ArrayList<>();
  private Path project = Path.of("");
  private Path cache = Path.of("");
  private Path jar = Path.of("");
  private boolean isWatched = true;

  @BeforeEach
  void buildsAServerOfThreeJars() throws IOException {
    project = Files.createDirectory(folder.resolve("my project"));
    cache = folder.resolve("cache");
    jar = Jars.write(project.resolve("app/target/server.jar"), "../../near/target/near.jar",
        JarServer.class, JarServer.Late.class);
    Jars.write(project.resolve("near/target/near.jar"), "lib/far.jar", JarServer.Near.class);
    Jars.write(project.resolve("near/target/lib/far.jar"), "", JarServer.Far.class);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    try {
      for (var upstream : opened) upstream.close();
      Alive.awaitNone(instance.id(), Duration.ofSeconds(5));
    } finally {
      Alive.kill(instance.id());
    }
  }

  @Test
  void itAnswersOnAndLoadsClassesFromAllItsJarsWhileTheyAreGarbage() throws Exception {
    var upstream = ready(connector());

    ruinAll();

    assertThat(load(upstream, "Late")).isEqualTo("loaded Late");
    assertThat(load(upstream, "Near")).isEqualTo("loaded Near");
    assertThat(load(upstream, "Far")).isEqualTo("loaded Far");
  }

  /** What the copies are for; it shows that the test above can fail. */
  @Test
  void oneThatIsNotWatchedRunsFromItsJarAndBreaks() throws Exception {
    isWatched = false;
    var upstream = ready(connector());

    ruinAll();

    assertThat(load(upstream, "Late")).isNotEqualTo("loaded Late");
    assertThat(cache).doesNotExist();
  }

  @Test
  void eachGenerationHasItsOwnThatGoesWithIt() throws Exception {
    var connector = connector();
    var first = ready(connector);
    Jars.write(jar, "", JarServer.class);
    var second = ready(connector);

    first.close();

    assertThat(copiesOf("server.jar")).hasSize(1);
    assertThat(load(second, "Late")).isEqualTo("ClassNotFoundException");
    second.close();
    assertThat(copiesOf("server.jar")).isEmpty();
    connector.close();
    assertThat(cache).isEmptyDirectory();
    assertThat(project.resolve("near/target/lib/far.jar")).isNotEmptyFile();
  }

  @Test
  void aJarThatIsHalfWrittenIsNamedAndNotStarted() throws Exception {
    Jars.halve(jar);

    var readiness = open(connector()).prepare();

    assertThat(readiness).isInstanceOfSatisfying(Readiness.Failed.class, failed -> {
      assertThat(failed.cause().what()).contains(jar + " is not a whole jar");
      assertThat(failed.cause().hint()).contains("reload when it is");
    });
    assertThat(copiesOf("server.jar")).isEmpty();
  }

  @Test
  void soIsOneOfTheProjectThatItNeeds() throws Exception {
    Jars.halve(project.resolve("near/target/near.jar"));

    assertThat(open(connector()).prepare()).isInstanceOfSatisfying(Readiness.Failed.class,
        failed -> assertThat(failed.cause().what()).contains("near.jar is not a whole jar"));
  }

  @Test
  void whereNoCopyCanBeMadeTheJarItselfIsStartedAndTheLogSaysSo() throws Exception {
    Files.createFile(cache);

    var upstream = ready(connector());

    assertThat(load(upstream, "Late")).isEqualTo("loaded Late");
    assertThat(log.last(1, _ -> true)).singleElement()
        .satisfies(line -> assertThat(line.text()).contains("no copy of " + jar));
  }

  @Test
  void aMissingJarIsJavasToName() {
    var missing = server("no.jar");

    var readiness = opened(connector().open(missing, 1, log)).prepare();

    assertThat(readiness).isInstanceOfSatisfying(Readiness.Failed.class,
        failed -> assertThat(failed.cause().stderrTail()).anyMatch(it -> it.contains("no.jar")));
  }

  private WatchedConnector connector() {
    var surroundings = new StdioConnector.Surroundings(instance, System.getenv(), project,
        "0.0-test", () -> 1_000_000);
    var stdio = new StdioConnector(surroundings, new SystemTimer(), said -> log.add(0, said));
    return new WatchedConnector(stdio, cache, project, _ -> isWatched);
  }

  private Upstream ready(WatchedConnector connector) {
    var upstream = open(connector);
    assertThat(upstream.prepare()).isInstanceOf(Readiness.Ready.class);
    return upstream;
  }

  private Upstream open(WatchedConnector connector) {
    return opened(connector.open(server("app/target/server.jar"), opened.size() + 1L, log));
  }

  private Upstream opened(Upstream upstream) {
    opened.add(upstream);
    return upstream;
  }

  private static ServerSpec.Stdio server(String jar) {
    var java = Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java").toString();
    return new ServerSpec.Stdio("server", java,
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "an argument"),
        Map.of(), null, Options.DEFAULT);
  }

  private void ruinAll() throws IOException {
    for (var each : jarsIn(project)) Jars.ruin(each);
  }

  private List<Path> copiesOf(String name) throws IOException {
    if (!Files.exists(cache)) return List.of();
    return jarsIn(cache).stream().filter(file -> file.endsWith(name)).toList();
  }

  private static List<Path> jarsIn(Path where) throws IOException {
    try (Stream<Path> files = Files.walk(where)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static String load(Upstream upstream, String name) throws Exception {
    var call = new ToolCall("load", Span.of("{\"load\":\"" + name + "\"}"), null, Optional.empty(),
        null);
    var reply = upstream.call(call).reply().get(20, TimeUnit.SECONDS);
    assertThat(reply).isInstanceOf(Reply.Ok.class);
    return ((Reply.Ok) reply).result().tree().path("content").path(0).path("text").asText();
  }
}
