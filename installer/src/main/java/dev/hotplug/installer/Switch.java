package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has another version of a server be the one that is started, step by step, so that whoever finds
 * the work half done can go on with it. Whoever calls has the claim on the server.
 */
record Switch(Installer.Parts parts) {

  /**
   * How it went.
   *
   * @param refusal why it is as it was before; empty where it is not
   * @param remarks what the user should know, whole sentences
   */
  record Result(Optional<Handover.Refusal> refusal, List<String> remarks) {
    Result {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Has {@code next} be what is installed in place of {@code now}. If {@code handover} does not
   * come about, all is as it was.
   */
  Result over(InstallRecord now, InstallRecord next, Handover handover) throws IOException {
    var remarks = begin(next);
    var refusal = handover.take();
    if (refusal.isPresent()) {
      // Lists are brought back from what they were just brought to.
      var _ = begin(next.startedFrom(now.now()));
      end(now);
      return new Result(refusal, List.of());
    }
    end(next);
    return new Result(Optional.empty(), remarks);
  }

  /** Has {@code record} be what is installed, whatever was begun; nobody has to be told. */
  void complete(InstallRecord record) throws IOException {
    var _ = begin(record);
    end(record);
  }

  /** From here on it is {@code next}, whoever is killed. */
  private List<String> begin(InstallRecord next) throws IOException {
    ledger().put(next.in(State.SWITCHING));
    home(next).settle(next.commit());
    return list(next);
  }

  /** Deletes what is neither started nor kept to go back to; then nobody is at it any more. */
  void end(InstallRecord record) throws IOException {
    var home = home(record);
    FileTree.delete(home.next());
    try (var staging = Staging.in(Staging.parent(parts.folders().servers()))) {
      for (var version : home.versions()) {
        if (!isWanted(version, record)) home.delete(version, staging);
      }
    }
    ledger().put(record.in(State.INSTALLED));
  }

  private boolean isWanted(Path version, InstallRecord record) {
    var home = home(record);
    return version.equals(home.version(record.commit()))
        || record.former().filter(it -> version.equals(home.version(it.commit()))).isPresent()
        || parts.uses().isRunFrom(version);
  }

  /** Brings all up to date that list it; what cannot be, a sentence each. */
  private List<String> list(InstallRecord next) {
    var remarks = new ArrayList<String>();
    for (var file : next.files()) {
      put(file, next).ifPresent(why -> remarks.add(file + " still has the entry of the version "
          + "before: " + why.replaceFirst("\\.$", "") + "."));
    }
    return remarks;
  }

  private Optional<String> put(Path file, InstallRecord next) {
    try {
      var listing = parts.listings().of(file);
      if (!listing.lists(next.name(), next.origin())) return Optional.empty();
      return parts.put(file, new Listing.Item(next.name(), next.start(), next.env(), next.origin(),
          next.making().exposure(), next.former().map(Version::start).orElse(List.of())));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }

  private Home home(InstallRecord record) {
    return Home.of(parts.folders().servers(), record.name());
  }
}
