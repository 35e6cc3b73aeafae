package dev.hotplug.installer;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the remotes of all that is installed, some at a time, for what there is now. */
record Outdated(Installer.Parts parts) {
  /** Each is a JVM or a git of its own. */
  private static final int AT_A_TIME = 4;

  /** Of each of {@code records}, in their order. */
  List<Freshness> of(List<InstallRecord> records) throws InterruptedException {
    try (var staging = Staging.in(Staging.parent(parts.folders().servers()))) {
      return asked(records, staging);
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return records.stream()
          .map(record -> found(record,
              new Freshness.Finding.Untold(
                  "A folder to ask from could not be made: " + e.getMessage() + ".")))
          .toList();
    }
  }

  private List<Freshness> asked(List<InstallRecord> records, Staging staging)
      throws InterruptedException {
    var threads = Thread.ofVirtual().name("outdated-", 0).factory();
    var asking = new ArrayList<Future<Freshness>>();
    // Closing waits for all, and interrupts them when we are.
    try (var pool = Executors.newFixedThreadPool(AT_A_TIME, threads)) {
      for (var record : records) {
        Callable<Freshness> question = () -> found(record, ask(record, staging));
        asking.add(pool.submit(question));
      }
      return all(asking, pool::shutdownNow);
    }
  }

  private static List<Freshness> all(List<Future<Freshness>> asking, Runnable cancel)
      throws InterruptedException {
    var all = new ArrayList<Freshness>();
    try {
      for (var one : asking) all.add(one.get());
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question has an answer", e);
    } finally {
      cancel.run();
    }
  }

  private Freshness.Finding ask(InstallRecord record, Staging staging) throws InterruptedException {
    if (record.now().isPinned()) return new Freshness.Finding.Pinned();
    return switch (GitUrl.read(record.url(), parts.allow())) {
      case GitUrl.Reading.Refused(var reason) -> new Freshness.Finding.Untold(reason);
      case GitUrl.Reading.Url(var url) -> finding(ChildFetching.of(parts, FetchLimits.QUESTION)
          .tip(new Source(url, record.now().ref(), false), staging.at(record.name())), record);
    };
  }

  private static Freshness.Finding finding(Fetching.Tip tip, InstallRecord record) {
    return switch (tip) {
      case Fetching.Tip.At(var commit) ->
        commit.equals(record.commit()) ? new Freshness.Finding.Newest()
            : new Freshness.Finding.Behind(commit);
      case Fetching.Tip.Untold(var reason) -> new Freshness.Finding.Untold(reason);
    };
  }

  private Freshness found(InstallRecord record, Freshness.Finding finding) {
    return new Freshness(
        Installer.installed(record, Home.of(parts.folders().servers(), record.name())),
        record.now().ref().orElse("default branch"), finding);
  }
}
