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

  /** How it went. */
  sealed interface Result {
    /**
     * The other version is what is installed.
     *
     * @param remarks what the user should know, whole sentences
     */
    record Taken(List<String> remarks) implements Result {
      public Taken {
        remarks = List.copyOf(remarks);
      }
    }

    /**
     * It was not taken up, and all is as it was.
     *
     * @param remarks what is not, whole sentences
     */
    record Refused(Handover.Refusal why, List<String> remarks) implements Result {
      public Refused {
        remarks = List.copyOf(remarks);
      }
    }

    /**
     * It could not be written, and all is as it was.
     *
     * @param remarks what is not, whole sentences
     */
    record Unwritten(IOException why, List<String> remarks) implements Result {
      public Unwritten {
        remarks = List.copyOf(remarks);
      }
    }
  }

  /**
   * Has {@code next} be what is installed in place of {@code now}. If that does not come about, all
   * is as it was.
   *
   * @throws IOException if it could not even be led back; whoever comes next has to go on with it
   */
  Result over(InstallRecord now, InstallRecord next, Handover handover) throws IOException {
    var former = FormerEntries.of(now, parts);
    var remarks = new ArrayList<String>();
    try {
      remarks.addAll(begin(next));
    } catch (IOException e) {
      return new Result.Unwritten(e, leadBack(now, next, former));
    }
    var refusal = handover.take();
    if (refusal.isPresent()) {
      return new Result.Refused(refusal.get(), leadBack(now, next, former));
    }
    remarks.addAll(former.replacedBy(next));
    remarks.addAll(finish(next));
    return new Result.Taken(remarks);
  }

  /** Has it be {@code now} again; what cannot be, a sentence each. */
  private List<String> leadBack(InstallRecord now, InstallRecord next, FormerEntries former)
      throws IOException {
    var back = next.startedFrom(now.now());
    ledger().put(back.in(State.SWITCHING));
    // What could not be written for the way there may not be writable for the way back.
    if (!home(now).leadsTo(now.commit())) home(now).settle(now.commit());
    var remarks = list(back, file -> former.has(file) ? former.putBack(file) : put(file, back));
    end(now);
    return remarks;
  }

  /** It runs already: what cannot be cleared away is no reason to go back. */
  private List<String> finish(InstallRecord next) {
    try {
      end(next);
      return List.of();
    } catch (IOException e) {
      return List.of("What older versions left could not be cleared away: " + e.getMessage()
          + ". It is tried again at the next start.");
    }
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
    return list(next, file -> put(file, next));
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

  /** Brings one entry up to date; empty when it is, else why not. */
  private interface Entering {
    Optional<String> put(Path file) throws IOException;
  }

  /** Brings all up to date that list it; what cannot be, a sentence each. */
  private static List<String> list(InstallRecord next, Entering entering) {
    var remarks = new ArrayList<String>();
    for (var file : next.files()) {
      fault(file, entering).ifPresent(why -> remarks.add(file + " still has the entry of "
          + "another version: " + why.replaceFirst("\\.$", "") + "."));
    }
    return remarks;
  }

  private static Optional<String> fault(Path file, Entering entering) {
    try {
      return entering.put(file);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> put(Path file, InstallRecord next) throws IOException {
    var listing = parts.listings().of(file);
    if (!listing.lists(next.name(), next.origin())) return Optional.empty();
    return parts.put(file, new Listing.Item(next.name(), next.start(), next.env(), next.origin(),
        next.making().exposure(), next.former().map(Version::start).orElse(List.of())));
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }

  private Home home(InstallRecord record) {
    return Home.of(parts.folders().servers(), record.name());
  }
}
