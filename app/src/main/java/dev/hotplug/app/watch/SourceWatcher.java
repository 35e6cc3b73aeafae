package dev.hotplug.app.watch;

import dev.hotplug.app.watch.WatchedFolder.Watcher;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Tells what changes below folders. Thread-safe.
 *
 * <p>Whoever watches the same folder shares one {@link WatchedFolder}, since a user has few ears on
 * the system (128 on Linux). One thread, {@code watch}, owns those and looks after them every
 * second; it and the threads of the ears live only as long as something is watched.
 */
final class SourceWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWatcher.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_BEGINNING = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor owner;
  private final Duration patience;
  /** Confined to the owner. */
  private final Map<Path, WatchedFolder> folders = new HashMap<>();
  /** Confined to the owner; null while nothing is watched. */
  private @Nullable Future<?> beat;

  SourceWatcher() {
    this(PATIENCE);
  }

  /**
   * @param patience how long to look for changes oneself before the system is asked again to tell
   *   of them
   */
  SourceWatcher(Duration patience) {
    this.patience = patience;
    owner = new ScheduledThreadPoolExecutor(1,
        Thread.ofPlatform().daemon().name("watch").factory());
    // What is still to be ended is ended when it closes.
    owner.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    owner.setRemoveOnCancelPolicy(true);
    owner.setKeepAliveTime(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    owner.allowCoreThreadTimeOut(true);
  }

  /**
   * Begins to watch; what changes after this returns is told. Where a file system does not answer,
   * it returns after 10 s, and begins when that does.
   */
  Observation watch(Root root, Observer observer) {
    if (owner.isShutdown()) throw new IllegalStateException("the watcher is closed");
    var watcher = new Watcher(root, observer);
    var begun = CompletableFuture.supplyAsync(() -> begin(watcher), owner);
    try {
      begun.get(LONGEST_BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      LOG.warn("{}: its file system does not answer; changes are noticed when it does",
          root.folder());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return new Observed(watcher, begun);
  }

  /** Ends all that is watched. */
  @Override
  public void close() {
    owner.execute(() -> {
      folders.values().forEach(WatchedFolder::close);
      folders.clear();
    });
    owner.shutdown();
  }

  private WatchedFolder begin(Watcher watcher) {
    var folder = folders.computeIfAbsent(watcher.root().folder(),
        path -> new WatchedFolder(path, SystemEar::open, patience));
    if (beat == null) {
      beat = owner.scheduleWithFixedDelay(this::look, BEAT.toMillis(), BEAT.toMillis(),
          TimeUnit.MILLISECONDS);
    }
    folder.add(watcher);
    return folder;
  }

  private void endUnlessWatched(WatchedFolder folder) {
    if (folder.isWatched() || !folders.values().remove(folder)) return;
    folder.close();
    if (folders.isEmpty() && beat != null) {
      beat.cancel(false);
      beat = null;
    }
  }

  private void look() {
    for (var folder : folders.values()) {
      try {
        folder.look();
      } catch (RuntimeException e) {
        // Else the beat would end, and with it all looking.
        LOG.error("looking after a watched folder failed; it goes on with the next look", e);
      }
    }
  }

  private final class Observed implements Observation {
    private final Watcher watcher;
    private final CompletableFuture<WatchedFolder> begun;

    Observed(Watcher watcher, CompletableFuture<WatchedFolder> begun) {
      this.watcher = watcher;
      this.begun = begun;
    }

    @Override
    public Optional<String> degraded() {
      var folder = begun.getNow(null);
      if (folder != null) return folder.degraded();
      return Optional.of("The file system of %s does not answer. Nothing is noticed until it does."
          .formatted(watcher.root().folder()));
    }

    @Override
    public void close() {
      var _ = begun.thenAccept(folder -> {
        folder.remove(watcher);
        owner.execute(() -> endUnlessWatched(folder));
      });
    }
  }

  /** The library, listening to one folder. */
  private static final class SystemEar implements Ear, DirectoryChangeListener {
    private final Path folder;
    private final Root.Selection selection;
    private final Hearer hearer;
    private final DirectoryWatcher library;
    private final Set<Path> heard = ConcurrentHashMap.newKeySet();
    private final Set<Path> links = ConcurrentHashMap.newKeySet();
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean walked;
    private volatile boolean failing;
    private volatile boolean closed;

    private SystemEar(Path folder, Root.Selection selection, Hearer hearer) throws IOException {
      this.folder = folder;
      this.selection = selection;
      this.hearer = hearer;
      library = DirectoryWatcher.builder()
          .path(folder)
          .listener(this)
          // It would log every event; what goes wrong is told to the listener as well.
          .logger(NOPLogger.NOP_LOGGER)
          .fileHashing(false)
          .fileTreeVisitor(this::walk)
          .build();
    }

    static SystemEar open(Path folder, Root.Selection selection, Hearer hearer) throws IOException {
      var ear = new SystemEar(folder, selection, hearer);
      try {
        ear.listen();
        return ear;
      } catch (IOException e) {
        ear.close();
        throw e;
      }
    }

    @Override
    public boolean isFailing() {
      return failing || over.isDone();
    }

    @Override
    public Collection<Path> links() {
      return links;
    }

    @Override
    public void close() {
      closed = true;
      try {
        library.close();
      } catch (IOException e) {
        LOG.warn("{}: the watcher did not close; it goes with this process", folder, e);
      }
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
      var path = event.path();
      switch (event.eventType()) {
        case CREATE -> {
          if (selection.takes(path) && Files.isSymbolicLink(path)) links.add(path);
        }
        case MODIFY -> {
          // Such as its permissions.
          if (unreadable.contains(path)) failing = true;
        }
        case DELETE -> {
          links.remove(path);
          // Of what went away with a folder that was moved nothing else is told.
          if (heard.remove(path)) hearer.uncertain();
        }
        case OVERFLOW -> onException(new IOException("too much at once"));
      }
      if (!event.isDirectory()) hearer.changed(path);
    }

    /**
     * Too much happened at once, which comes as a NullPointerException, or a new folder could not
     * be listened to. Either may have left some folder without an ear.
     */
    @Override
    public void onException(Exception e) {
      if (closed) return;
      LOG.debug("{}: some changes were not heard", folder, e);
      failing = true;
      hearer.uncertain();
    }

    private void listen() throws IOException {
      over = library.watchAsync(
          task -> Thread.ofPlatform().daemon().name("watch-" + folder.getFileName()).start(task));
      if (over.isCompletedExceptionally()) {
        var why = over.exceptionNow();
        throw why instanceof UncheckedIOException unchecked ? unchecked.getCause()
            : new IOException(why);
      }
      if (unreadable.contains(folder)) throw new AccessDeniedException(folder.toString());
      if (!heard.contains(folder)) throw new NoSuchFileException(folder.toString());
    }

    /** A {@link FileTreeVisitor}. The library walks first through all, only to remember folders. */
    private void walk(Path start, FileTreeVisitor.Callback onFolder,
        FileTreeVisitor.Callback onFile) throws IOException {
      if (!walked) {
        walked = true;
        return;
      }
      if (!start.equals(folder) && !selection.enters(start)) return;
      SourceTree.walk(start, selection, new SourceTree.Visitor() {
        @Override
        public void folder(Path each) throws IOException {
          onFolder.call(each);
          heard.add(each);
        }

        @Override
        public void file(Path file) throws IOException {
          onFile.call(file);
        }

        @Override
        public void link(Path link) throws IOException {
          links.add(link);
          onFile.call(link);
        }

        @Override
        public void unreadable(Path each) {
          unreadable.add(each);
        }
      });
    }
  }
}
