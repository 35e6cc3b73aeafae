package dev.hotplug.installer;

import dev.hotplug.installer.Commands.Command;
import dev.hotplug.installer.Commands.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gets the objects of a commit by ssh, with the {@code git} program and the user's own keys. It
 * reads no configuration of the user's, runs no hook and asks nothing. It writes no files of the
 * commit: {@link GitCheckout} does, after it has looked at them. Confined to one thread.
 */
final class GitProgram {
  private static final String SSH = "GIT_SSH_COMMAND";
  private static final Pattern ADVERTISED = Pattern.compile("[0-9a-f]{40,64}\t(HEAD|refs/\\S+)");

  private static final String HEAD = "HEAD";

  private final FetchWatch watch;
  private final Path into;
  private final Map<String, String> environment;

  /**
   * A git that fetches into {@code into}, an empty folder.
   *
   * @param environment our own; the user's {@code GIT_SSH_COMMAND} is heeded
   */
  GitProgram(FetchWatch watch, Path into, Map<String, String> environment) {
    this.watch = watch;
    this.into = into;
    this.environment = quiet(environment);
  }

  private static Map<String, String> quiet(Map<String, String> environment) {
    var quiet = new HashMap<>(environment);
    quiet.keySet().removeIf(name -> name.startsWith("GIT_") && !name.equals(SSH));
    quiet.putIfAbsent(SSH, "ssh -oBatchMode=yes -oStrictHostKeyChecking=yes");
    quiet.put("GIT_TERMINAL_PROMPT", "0");
    quiet.put("GIT_CONFIG_NOSYSTEM", "1");
    quiet.put("GIT_CONFIG_GLOBAL", "/dev/null");
    quiet.put("SSH_ASKPASS_REQUIRE", "never");
    return quiet;
  }

  /**
   * Puts the commit under {@link GitCheckout#FETCHED}, and what led to it where somebody asked.
   *
   * @return the whole name of the branch or tag; empty for neither
   */
  Optional<String> fetch(Source source, LastLines output) throws InterruptedException, Unfetchable {
    var address = source.url().shown();
    run(List.of("init", "-q", "--template="), output);
    var specs = new ArrayList<String>();
    var name = named(source, address, output);
    specs.add(name + ":" + GitCheckout.FETCHED);
    if (name.startsWith(Refs.TAGS)) specs.add(name + ":" + name);
    var line = new ArrayList<>(List.of("fetch", "--depth=1", "--no-tags", "--no-recurse-submodules",
        "--no-write-fetch-head", "--", address));
    line.addAll(specs);
    run(line, output);
    if (source.since().isPresent()) fetchAncestry(address, specs.getFirst(), output);
    return Optional.of(name).filter(it -> it.startsWith("refs/"));
  }

  private String named(Source source, String address, LastLines output)
      throws InterruptedException, Unfetchable {
    if (source.ref().isEmpty()) return HEAD;
    var ref = source.ref().get();
    if (GitRef.isCommit(ref)) return ref;
    return new Refs(refs(List.of("--heads", "--tags"), address, output).keySet()).named(ref);
  }

  /** An update does without, so that no failure counts. */
  private void fetchAncestry(String address, String spec, LastLines output)
      throws InterruptedException {
    var place = "--git-dir=" + Ancestry.in(into);
    try {
      execute(List.of("init", "-q", "--bare", "--template=", Ancestry.in(into).toString()), output);
      execute(
          List.of(place, "fetch", "--depth=" + Ancestry.DEPTH, "--filter=" + Ancestry.NO_FILES,
              "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--", address, spec),
          output);
    } catch (Unfetchable e) {
      output.accept("no history: " + e.reason());
    }
  }

  /** The commit that what {@code source} names leads to, and fetches nothing. */
  String tip(Source source, LastLines output) throws InterruptedException, Unfetchable {
    var address = source.url().shown();
    var wanted = source.ref().isEmpty() ? List.<String>of() : List.of("--heads", "--tags");
    var all = refs(wanted, address, output);
    var name = source.ref().isEmpty() ? HEAD : new Refs(all.keySet()).named(source.ref().get());
    var commit = all.getOrDefault(name + "^{}", all.get(name));
    if (commit == null) {
      throw new Unfetchable("The repository at " + address + " is empty.",
          "Check the address, or give a branch as ref.");
    }
    return commit;
  }

  /** What the remote has, with the commit or tag that each leads to. */
  private Map<String, String> refs(List<String> which, String address, LastLines output)
      throws InterruptedException, Unfetchable {
    Map<String, String> refs = new LinkedHashMap<>();
    var line = new ArrayList<>(List.of("ls-remote", "--quiet"));
    line.addAll(which);
    line.addAll(List.of("--", address));
    execute(line, new LastLines(said -> {
      int tab = said.indexOf('\t');
      if (ADVERTISED.matcher(said).matches()) {
        refs.put(said.substring(tab + 1), said.substring(0, tab));
      } else {
        output.accept(said);
      }
    }));
    return refs;
  }

  private void run(List<String> arguments, LastLines output)
      throws InterruptedException, Unfetchable {
    execute(arguments, output);
  }

  private void execute(List<String> arguments, LastLines output)
      throws InterruptedException, Unfetchable {
    var line = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "-c",
        "protocol.allow=never", "-c", "protocol.ssh.allow=always", "-c", "credential.helper="));
    line.addAll(arguments);
    switch (watch.run(new Command(line, into, environment), output)) {
      case Ending.Exited(int code, List<String> tail, _) when code != 0 ->
        throw failed(String.join("\n", tail));
      case Ending.Exited _ -> {
      }
      case Ending.OverLimit(String limit, _) -> throw FetchWatch.tooLong(limit);
      case Ending.NotStarted(String reason) -> throw new Unfetchable(
          "Addresses of ssh need the git program, which did not start: " + reason + ".",
          "Install git, or give the repository's https address.");
    }
  }

  private static Unfetchable failed(String said) {
    if (said.contains("cannot run ssh") || said.contains("ssh: not found")) {
      return new Unfetchable("Addresses of ssh need the ssh program, which was not found.",
          "Install OpenSSH's client, or give the repository's https address.");
    }
    if (said.contains("Host key verification failed")) {
      return new Unfetchable("ssh does not know the key of that host.",
          "Connect to it once by hand (ssh -T git@host), compare the key, then try again.");
    }
    if (said.contains("Permission denied")) {
      return new Unfetchable("The host takes none of your ssh keys for this repository.",
          "Load a key that it knows (ssh-add), or give the repository's https address.");
    }
    return new Unfetchable("The git program could not fetch it.",
        "Read its last lines; if git clone can get it by hand, load it from there.");
  }
}
