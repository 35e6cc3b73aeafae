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
 * @param commit empty for one that is linked
 * @param build the hash of what built it
 * @param env what its entry says of each variable; never a value
 * @param files the configurations that list it, or are about to
 * @param secrets whether secrets were kept for it
 * @param tools those that were agreed to with it; empty where nobody has seen any yet
 */
record InstallRecord(String name, State state, String url, Optional<String> subdir, String commit,
    String build, List<String> start, Map<String, String> env, List<Path> files, boolean secrets,
    Optional<ApprovedTools> tools) {

  /** How far an installation is. */
  enum State {
    /** It is being built: unless it comes to be listed, all of it goes. */
    INSTALLING,
    /** It is there. */
    INSTALLED,
    /** It is being taken out, and its files stay. */
    UNLISTING,
    /** It is being taken out with its files. */
    DELETING,
    /** Only its files are there. */
    KEPT,
    /** Its folder is somebody's own, and only its entry is ours. */
    LINKED;

    /** Whether nobody is at it. */
    boolean isAtRest() {
      return this == INSTALLED || this == KEPT || this == LINKED;
    }
  }

  InstallRecord {
    start = List.copyOf(start);
    env = Collections.unmodifiableMap(new TreeMap<>(env));
    files = List.copyOf(files);
  }

  InstallRecord in(State other) {
    return new InstallRecord(name, other, url, subdir, commit, build, start, env, files, secrets,
        tools);
  }

  InstallRecord listedBy(List<Path> others) {
    return new InstallRecord(name, state, url, subdir, commit, build, start, env, others, secrets,
        tools);
  }

  /** The same once somebody has agreed to {@code others}. */
  InstallRecord approving(ApprovedTools others) {
    return new InstallRecord(name, state, url, subdir, commit, build, start, env, files, secrets,
        Optional.of(others));
  }

  /** The same, given {@code more}. */
  InstallRecord given(Values more) {
    var all = new TreeMap<>(env);
    all.putAll(more.written());
    return new InstallRecord(name, state, url, subdir, commit, build, start, all, files,
        secrets || !more.secrets().isEmpty(), tools);
  }

  /** The same with {@code file} among those that list it. */
  InstallRecord alsoListedBy(Path file) {
    if (files.contains(file)) return this;
    var all = new ArrayList<>(files);
    all.add(file);
    return listedBy(all);
  }

  Listing.Origin origin() {
    return new Listing.Origin(url, commit, subdir);
  }

  /** Whether it is of the same source as {@code plan}, whatever the commit. */
  boolean isOf(Plan plan) {
    return url.equals(plan.url()) && subdir.equals(plan.subdir());
  }
}
