package dev.hotplug.installer;

import dev.hotplug.installer.Commands.Command;
import dev.hotplug.installer.Commands.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gets the objects of a commit by ssh, with the {@code git} program and the user's own keys. It
 * reads no configuration of the user's, runs no hook and asks nothing. It writes no files of the
 * commit: {@link GitCheckout} does, after it has looked at them. Confined to one thread.
 */
final class GitProgram {
  private static final String SSH = "GIT_SSH_COMMAND";
  private static final Pattern ADVERTISED = Pattern.compile("[0-9a-f]{40,64}\trefs/\\S+");

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

  /** Puts the commit under {@link GitCheckout#FETCHED}. */
  void fetch(Source source, LastLines output) throws InterruptedException, Unfetchable {
    var address = source.url().shown();
    run(List.of("init", "-q", "--template="), output);
    var specs = new ArrayList<String>();
    if (source.ref().isEmpty()) {
      specs.add("HEAD:" + GitCheckout.FETCHED);
    } else if (GitRef.isCommit(source.ref().get())) {
      specs.add(source.ref().get() + ":" + GitCheckout.FETCHED);
    } else {
      var name = refs(address, output).named(source.ref().get());
      specs.add(name + ":" + GitCheckout.FETCHED);
      if (name.startsWith(Refs.TAGS)) specs.add(name + ":" + name);
    }
    var line = new ArrayList<>(List.of("fetch", "--depth=1", "--no-tags", "--no-recurse-submodules",
        "--no-write-fetch-head", "--", address));
    line.addAll(specs);
    run(line, output);
  }

  private Refs refs(String address, LastLines output) throws InterruptedException, Unfetchable {
    Set<String> names = new LinkedHashSet<>();
    var line = List.of("ls-remote", "--quiet", "--heads", "--tags", "--", address);
    execute(line, new LastLines(said -> {
      if (ADVERTISED.matcher(said).matches()) {
        names.add(said.substring(said.indexOf('\t') + 1));
      } else {
        output.accept(said);
      }
    }));
    return new Refs(names);
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
