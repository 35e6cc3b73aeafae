package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P22: hours of calls, with something bad every five seconds. Every call is answered, every
 * error explains itself by what was done, and in the end as much is held as at the beginning. The
 * seed that is printed can be given back as {@code hotplug.seed}.
 */
@Tag("soak")
class ChaosIT {
  private static final int CALLERS = 8;
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> SERVERS = List.of("plain", "with_helper", "with_daemon");
  private static final long SEED = Long.getLong("hotplug.seed", System.nanoTime());

  @TempDir
  private Path folder;

  private final AtomicLong errors = new AtomicLong();

  /** What is done to a server. */
  private enum Evil {
    KILL,
    RELOAD,
    UNLOAD,
    EDIT_AND_RELOAD,
    BREAK_AND_RELOAD
  }

  @Test
  void hoursOfTroubleLeaveNoTrace() throws Exception {
    System.out.println("P22: -Dhotplug.seed=" + SEED);
    var project = Project.in(folder);
    for (var server : SERVERS) project.server(server, sound(server, 0));
    try (var hotplug = Hotplug.on(folder)) {
      var vitals = Vitals.of(hotplug.pid());
      trouble(hotplug, project, Soak.length().dividedBy(10));
      var before = rest(hotplug, vitals);

      trouble(hotplug, project, Soak.length());

      var after = rest(hotplug, vitals);
      System.out.println("P22: " + before + " became " + after);
      after.assertNotMoreThan(before, vitals);
    }
  }

  /** Calls all the time, and does something bad every now and then. */
  private void trouble(Hotplug hotplug, Project project, Duration length) throws Exception {
    var random = new Random(SEED);
    long times = length.dividedBy(BETWEEN);
    try (var chaos = Executors.newSingleThreadScheduledExecutor();
        var callers = Callers.looping(CALLERS, caller -> call(hotplug, caller))) {
      for (int i = 0; i < times; i++) {
        int time = i;
        chaos.schedule(() -> {
          doEvil(hotplug, project, random, time);
          return null;
        }, BETWEEN.toMillis(), TimeUnit.MILLISECONDS).get();
      }
      System.out.printf("P22: %d evils, %d calls, %d of them failed and said why%n", times,
          callers.stop(SOON), errors.get());
    }
  }

  private void call(Hotplug hotplug, int caller) throws InterruptedException {
    var result = hotplug.call(SERVERS.get(caller % SERVERS.size()), "pid", "{}");
    if (!result.isError()) {
      assertThat(result.text()).matches("\\d+");
      return;
    }
    errors.incrementAndGet();
    assertThat(result.word("error")).containsAnyOf("killed by SIGKILL", "was stopped by Hotplug",
        "unloaded meanwhile");
  }

  private static void doEvil(Hotplug hotplug, Project project, Random random, int time)
      throws Exception {
    var server = SERVERS.get(random.nextInt(SERVERS.size()));
    switch (Evil.values()[random.nextInt(Evil.values().length)]) {
      case KILL -> {
        hotplug.load(server).assertSuccess();
        kill(hotplug.call(server, "pid", "{}"));
      }
      case RELOAD -> hotplug.reload(server).assertSuccess();
      case UNLOAD -> hotplug.unload(server).assertSuccess();
      case EDIT_AND_RELOAD -> {
        project.server(server, sound(server, time));
        hotplug.reload(server).assertSuccess();
      }
      case BREAK_AND_RELOAD -> {
        hotplug.load(server).assertSuccess();
        project.server(server, Entry.of("sh", "-c", "echo it is broken >&2; exit 3"));
        hotplug.reload(server).assertFailure("exit code 3", "it is broken");
        project.server(server, sound(server, time));
      }
    }
  }

  private static void kill(ToolResult pid) {
    if (pid.isError()) return;
    ProcessHandle.of(Long.parseLong(pid.text())).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** A server that works, different each time. */
  private static Entry sound(String server, int time) {
    var entry = switch (server) {
      case "with_helper" -> Entry.quickBeside("trap '' TERM; exec sleep 600");
      case "with_daemon" -> Entry.quickBeside("setsid sleep 600 & exit");
      default -> Entry.quick();
    };
    return entry.with("env", "{\"TIME\": \"" + time + "\"}");
  }

  /** With no server loaded, and nothing of one left. */
  private static Held rest(Hotplug hotplug, Vitals vitals)
      throws IOException, InterruptedException {
    for (var server : SERVERS) hotplug.unload(server).assertSuccess();
    hotplug.homes().awaitOnly(hotplug.pid(), SOON);
    return Held.by(vitals);
  }
}
