package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The instances that have left word of themselves in a folder. What one that was killed together
 * with its watchdog has left running is ended here; whoever lives, or runs on another machine, is
 * left alone.
 */
public final class Instances {
  private static final Duration TERM_GRACE = Duration.ofMillis(500);
  private static final Duration KILL_GRACE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Path folder;
  private final Machine here = Machine.here();

  /** Those in {@code folder}, which need not exist. */
  public Instances(Path folder) {
    this.folder = folder;
  }

  /** Whose servers an instance runs; empty when nothing is known of it. */
  public Optional<String> project(String id) {
    return InstanceFile.read(folder, id).map(InstanceFile::project);
  }

  /**
   * Ends what is left of instances that were killed, and forgets them; takes up to a second for
   * each that left something.
   *
   * @param report is told of each that left something
   */
  public void sweep(Consumer<String> report) throws InterruptedException {
    for (var id : ids()) sweep(id, report);
  }

  private List<String> ids() {
    var ids = new ArrayList<String>();
    if (!Files.isDirectory(folder)) return ids;
    try (var files = Files.newDirectoryStream(folder, "*" + InstanceFile.SUFFIX)) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        ids.add(name.substring(0, name.length() - InstanceFile.SUFFIX.length()));
      }
    } catch (IOException | DirectoryIteratorException _) {
      // What cannot be listed is left to who can.
    }
    return ids;
  }

  private void sweep(String id, Consumer<String> report) throws InterruptedException {
    var read = InstanceFile.read(folder, id);
    if (read.isEmpty()) return;
    var instance = read.get();
    if (here.isLaterBootOf(instance.machine())) {
      InstanceFile.delete(folder, instance.id());
    } else if (here.equals(instance.machine()) && !instance.process().isAlive()) {
      end(instance, report);
      InstanceFile.delete(folder, instance.id());
    }
  }

  private static void end(InstanceFile instance, Consumer<String> report)
      throws InterruptedException {
    var kin = new Kin(instance.id(), instance.process().start(), instance.children(),
        instance.strays());
    var left = kin.in(ProcessTable.read());
    instance.children().forEach(Offspring::doLast);
    if (left.isEmpty()) return;
    var names = left.stream().map(row -> row.pid() + " (" + row.command() + ")").toList();
    report.accept("the Hotplug of " + instance.project() + " with pid " + instance.process().pid()
        + " was killed; ended what it had left running: " + String.join(", ", names));
    signal(left, Posix.SIGTERM);
    awaitNone(kin, TERM_GRACE);
    signal(kin.in(ProcessTable.read()), Posix.SIGKILL);
    awaitNone(kin, KILL_GRACE);
  }

  private static void signal(List<ProcessTable.Row> rows, int signal) {
    for (var row : rows) Posix.signal(row.pid(), signal);
  }

  /** Asks again and again: nobody can wait for a process that is not his own child. */
  private static void awaitNone(Kin kin, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!kin.in(ProcessTable.read()).isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(POLL);
    }
  }
}
