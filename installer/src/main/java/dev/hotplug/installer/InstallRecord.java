package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ledger knows of one server.
 *
 * @param state how far it is; whoever finds one in the middle has to bring it to an end
 * @param url where it came from; of one that is linked the path of its folder
 * @param now the version that is started, or will be; its commit is empty for one that is linked
 * @param former the version before, which is kept to go back to; empty for none
 * @param env what its entry says of each variable; never a value
 * @param files the configurations that list it, or are about to
 * @param secrets whether secrets were kept for it
 */
record InstallRecord(String name, State state, String url, Optional<String> subdir, Version now,
    Optional<Version> former, Making making, Map<String, String> env, List<Path> files,
    boolean secrets) {

  /** How far an installation is. */
  enum State {
    /** It is being built: unless it comes to be listed, all of it goes. */
    INSTALLING,
    /** It is there. */
    INSTALLED,
    /** It is there, and beside it another version is being built. */
    UPDATING,
    /** It is there, and is becoming the one that is started. */
    SWITCHING,
    /** It is being taken out, and its files stay. */
    UNLISTING,
    /** It is being taken out with its files. */
    DELETING,
    /** Only its files are there. */
    KEPT,
    /** Its folder is somebody's own, and only its entry is ours. */
    LINKED;

    /** Whether it can be loaded. */
    boolean isThere() {
      return this == INSTALLED || this == UPDATING || this == SWITCHING;
    }

    /** Whether nobody is at it. */
    boolean isAtRest() {
      return this == INSTALLED || this == KEPT || this == LINKED;
    }
  }

  InstallRecord {
    env = Collections.unmodifiableMap(new TreeMap<>(env));
    files = List.copyOf(files);
  }

  InstallRecord in(State other) {
    return new InstallRecord(name, other, url, subdir, now, former, making, env, files, secrets);
  }

  InstallRecord listedBy(List<Path> others) {
    return new InstallRecord(name, state, url, subdir, now, former, making, env, others, secrets);
  }

  /** The same once somebody has agreed to {@code others}. */
  InstallRecord approving(ApprovedTools others) {
    return new InstallRecord(name, state, url, subdir, now.approving(others), former, making, env,
        files, secrets);
  }

  /** The same, asked for by {@code ref}. */
  InstallRecord askedForBy(Optional<String> ref) {
    return new InstallRecord(name, state, url, subdir, now.askedForBy(ref), former, making, env,
        files, secrets);
  }

  /** The same, given {@code more}. */
  InstallRecord given(Values more) {
    var all = new TreeMap<>(env);
    all.putAll(more.written());
    return new InstallRecord(name, state, url, subdir, now, former, making, all, files,
        secrets || !more.secrets().isEmpty());
  }

  /** The same with {@code file} among those that list it. */
  InstallRecord alsoListedBy(Path file) {
    if (files.contains(file)) return this;
    var all = new ArrayList<>(files);
    all.add(file);
    return listedBy(all);
  }

  /** The same, started from {@code version}; what it was started from is kept to go back to. */
  InstallRecord startedFrom(Version version) {
    return new InstallRecord(name, state, url, subdir, version, Optional.of(now), making, env,
        files, secrets);
  }

  /** The whole name of the commit that is started. */
  String commit() {
    return now.commit();
  }

  /** The tools that were agreed to with it; empty where nobody has seen any yet. */
  Optional<ApprovedTools> tools() {
    return now.tools();
  }

  /** What starts it. */
  List<String> start() {
    return now.start();
  }

  Listing.Origin origin() {
    return new Listing.Origin(url, commit(), subdir);
  }

  /** Whether it is of the same source as {@code plan}, whatever the commit. */
  boolean isOf(Plan plan) {
    return url.equals(plan.url()) && subdir.equals(plan.subdir());
  }
}
