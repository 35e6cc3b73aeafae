package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes servers out, step by step, so that whoever finds the work half done can go on with it.
 * Whoever calls has the claim on the server.
 */
record Teardown(Installer.Parts parts) {
  /** Takes out all that an installation that did not come to its end has left. */
  void undo(InstallRecord record) throws IOException {
    unlist(record);
    var failure = forget(record);
    delete(record);
    if (failure.isPresent()) throw failure.get();
  }

  /** What hinders that must not keep the files here. */
  private Optional<IOException> forget(InstallRecord record) {
    try {
      if (record.secrets()) parts.secrets().forget(record.name());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /**
   * Takes out a server that is installed, or what is left of one.
   *
   * @param unlisted is run when nothing lists it any more, before anything is deleted
   * @return what stays, a sentence each
   */
  List<String> takeOut(InstallRecord record, boolean deleteFiles, Runnable unlisted)
      throws IOException {
    if (record.state() == State.LINKED) return unlink(record, unlisted);
    ledger().put(record.in(deleteFiles ? State.DELETING : State.UNLISTING));
    var stays = new ArrayList<>(unlist(record));
    unlisted.run();
    if (deleteFiles) {
      forget(record).ifPresent(failure -> stays
          .add("Its variables could not be deleted: " + failure.getMessage() + "."));
      delete(record);
      return stays;
    }
    ledger().put(record.in(State.KEPT).listedBy(List.of()));
    stays.add("Its files stay in " + Home.of(servers(), record.name()).folder()
        + "; uninstalling it with delete_files true (--delete-files) removes them.");
    if (record.secrets()) {
      stays.add("Its variables stay in " + parts.secrets().place(record.name()) + ".");
    }
    return stays;
  }

  /** Whoever is killed over it has left an entry less, or a record that can be taken out again. */
  private List<String> unlink(InstallRecord record, Runnable unlisted) throws IOException {
    var stays = new ArrayList<>(unlist(record));
    unlisted.run();
    ledger().remove(record.name());
    stays.add("Its folder " + record.url() + " is as it was: it was linked, not installed.");
    return stays;
  }

  /** Brings to an end what somebody was killed over. */
  void resume(InstallRecord record) throws IOException {
    switch (record.state()) {
      case INSTALLING -> {
        if (isComplete(record)) ledger().put(record.in(State.INSTALLED));
        else undo(record);
      }
      case UPDATING -> new Switch(parts).end(record);
      case SWITCHING -> new Switch(parts).complete(record);
      case UNLISTING -> takeOut(record, false, Teardown::nobodyRunsIt);
      case DELETING -> takeOut(record, true, Teardown::nobodyRunsIt);
      case INSTALLED, KEPT, LINKED -> {
        // Nobody was at it.
      }
    }
  }

  /** Whoever ran it was killed with whoever began to take it out. */
  private static void nobodyRunsIt() {}

  private boolean isComplete(InstallRecord record) throws IOException {
    // Without a file, it had not come to be listed.
    if (record.files().isEmpty()) return false;
    if (!Home.of(servers(), record.name()).isWhole(record.commit())) return false;
    for (var file : record.files()) {
      if (!parts.listings().of(file).lists(record.name(), record.origin())) return false;
    }
    return true;
  }

  private List<String> unlist(InstallRecord record) throws IOException {
    var stays = new ArrayList<String>();
    for (var file : record.files()) {
      switch (remove(record, file)) {
        case Listing.Removal.Removed _ -> {
          // As it should be.
        }
        case Listing.Removal.Kept(var why) -> stays.add(why);
        case Listing.Removal.Failed(var why) -> throw new IOException(why.replaceFirst("\\.$", ""));
      }
    }
    return stays;
  }

  private Listing.Removal remove(InstallRecord record, Path file) throws IOException {
    try (var turn = Claims.turn(servers(), file)) {
      return turn.take(() -> parts.listings().of(file).remove(record.name(), record.origin()));
    }
  }

  /** First out of sight in one step, so that nobody ever starts half of it. */
  private void delete(InstallRecord record) throws IOException {
    var folder = Home.of(servers(), record.name()).folder();
    try (var staging = Staging.in(Staging.parent(servers()))) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(folder, staging.at("gone"), StandardCopyOption.ATOMIC_MOVE);
      }
      ledger().remove(record.name());
    }
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }

  private Path servers() {
    return parts.folders().servers();
  }
}
