package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An installer of Node servers from one repository that a test makes. What builds them only takes
 * notes; whether they answer is as the test says.
 */
final class Workshop implements AutoCloseable {
  static final Handover TAKEN = Optional::empty;

  final Surroundings around;
  final Repo repo;
  final Installer installer;
  final Installer.Parts parts;

  /** The commands that were run, fetching aside. */
  final List<List<String>> ran = new ArrayList<>();

  /** The tool that the next server has; empty for one that does not answer. */
  Optional<String> tools = Optional.of("a");

  Workshop(Path folder) throws IOException {
    this.around = new Surroundings(folder);
    this.repo = new Repo(Files.createDirectory(folder.resolve("notes.git")));
    var programs = Files.createDirectory(folder.resolve("bin"));
    for (var program : List.of("node", "npm")) {
      Files.createFile(programs.resolve(program),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    this.parts = around.local((command, _, _) -> {
      ran.add(command.line());
      return new Commands.Ending.Exited(0, List.of(), Duration.ZERO);
    }, (_, _) -> finding(), Map.of("PATH", programs.toString()));
    this.installer = new Installer(parts);
  }

  private Probe.Finding finding() {
    if (tools.isEmpty()) {
      return new Probe.Finding.Silent("ended: exit code 1", List.of(), List.of(), List.of());
    }
    var definitions = Map.of(tools.get(), "{\"name\":\"" + tools.get() + "\"}");
    return new Probe.Finding.Answers("notes", "1", new TreeMap<>(definitions), Duration.ZERO);
  }

  /** A version of the server on {@code branch}; its commit. */
  String publish(String branch, String text) throws IOException {
    return publish(branch, text, "index.js");
  }

  /** The same, started by {@code file}. */
  String publish(String branch, String text, String file) throws IOException {
    repo.saying("Say " + text);
    return repo
        .commit(branch, repo.file(file, text),
            repo.file("package.json",
                "{\"name\":\"notes\",\"bin\":\"" + file + "\",\"scripts\":{\"build\":\"x\"}}"))
        .name();
  }

  Installed install(Optional<String> ref) throws InterruptedException {
    var request = new InstallRequest(repo.url(), ref, false, Optional.of("notes"), Wishes.NONE,
        Map.of(), Listing.Exposure.HOTPLUG);
    var outcome = installer.install(request, _ -> Consent.Verdict.GRANTED, (_, _) -> {});
    if (outcome instanceof InstallOutcome.Done(var server, var _, var _, var _)) return server;
    throw new AssertionError(outcome);
  }

  /** What an update would do. */
  UpdateOutcome plan(Optional<String> ref) throws InterruptedException {
    return update(ref, _ -> Consent.Verdict.OPEN, TAKEN);
  }

  /** An update that is agreed to. */
  UpdateOutcome update() throws InterruptedException {
    return update(Optional.empty(), _ -> Consent.Verdict.GRANTED, TAKEN);
  }

  UpdateOutcome update(Optional<String> ref, Consent consent, Handover handover)
      throws InterruptedException {
    return installer.update(new UpdateRequest("notes", ref),
        new UpdateMeans(consent, (_, _) -> {}, handover));
  }

  Home home() {
    return Home.of(around.folders().servers(), "notes");
  }

  InstallRecord record() {
    return new Ledger(around.folders().ledger()).record("notes").orElseThrow();
  }

  /** What starts a version of which {@code file} is the main file. */
  List<String> start(String file) {
    return List.of("node", home().current().resolve(file).toString());
  }

  /** The commit that the project's list names. */
  String listed() {
    return Optional.ofNullable(around.lists.get(Surroundings.FILE))
        .map(list -> list.get("notes"))
        .map(Listing.Origin::commit)
        .orElse("");
  }

  /** What a file of the version that is started holds. */
  String contents(String file) {
    try {
      return Files.readString(home().current().resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The plan that somebody has to agree to. */
  static Plan plan(UpdateOutcome outcome) {
    if (outcome instanceof UpdateOutcome.NeedsConfirmation(var plan)) return plan;
    throw new AssertionError(outcome);
  }

  /** Every file of the version of {@code commit}, and what it holds. */
  Map<String, String> tree(String commit) throws IOException {
    var tree = new TreeMap<String, String>();
    var version = home().version(commit);
    try (var files = Files.walk(version)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        tree.put(version.relativize(file).toString(),
            HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return tree;
  }

  @Override
  public void close() {
    repo.close();
  }
}
