package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is gone leaves no thread and no file open, however it went. */
@Timeout(60)
class LeakTest {
  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void twentyServersLeaveNothingOpen() throws Exception {
    for (int i = 0; i < 3; i++) come();
    Await.until("the first are gone", () -> threads().isEmpty());
    long before = files();

    for (int i = 0; i < 20; i++) come();

    Await.until("all threads have ended: " + threads(), () -> threads().isEmpty());
    Await.until("all files are closed", () -> files() <= before);
  }

  /** One that works, one that crashes under a call, one that never reads. */
  private void come() throws InterruptedException {
    var good = nursery.prepared(nursery.script(Nursery.TINY));
    assertThat(Await.result(good.call(Calls.of("echo", "{}")).reply())).isNotNull();
    var crashing = nursery.prepared(nursery.script(Nursery.TINY));
    crashing.kill();
    var deaf = nursery.script("exec sleep 600");
    deaf.call(Calls.of("echo", "{'text':'" + "x".repeat(200_000) + "'}"));
    deaf.kill();

    for (var upstream : List.of(good, crashing, deaf)) upstream.close();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces()
        .keySet()
        .stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(stdin|stdout|stderr)-\\d+"))
        .toList();
  }

  private static long files() {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
