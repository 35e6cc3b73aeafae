package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that somebody works in is listed as it is: nothing is run, probed or copied. */
class LinkTest {
  @TempDir
  private Path folder;

  private Surroundings around;
  private Installer installer;
  private Skeleton notes;

  @BeforeEach
  void makeAnInstaller() {
    around = new Surroundings(folder.resolve("ours"));
    installer = new Installer(around.parts());
    notes = Skeleton.in(folder)
        .node("'name': '@acme/notes', 'bin': 'dist/x.js', 'scripts': {'build': 'tsc'}");
  }

  @Test
  void itIsStartedWhereItLies() throws Exception {
    notes.files("dist/x.js");

    var done = linked(request(notes.root()));

    var root = notes.root().toString();
    assertThat(done.server().name()).isEqualTo("notes");
    assertThat(done.server().folder()).isEqualTo(notes.root());
    assertThat(done.server().start()).containsExactly("node", root + "/dist/x.js");
    assertThat(done.server().isLinked()).isTrue();
    assertThat(done.missing()).isEmpty();
    assertThat(around.lists.get(Surroundings.FILE))
        .containsExactlyEntriesOf(Map.of("notes", Listing.Origin.link(notes.root())));
    assertThat(installer.installed()).containsExactly(done.server());
  }

  @Test
  void whatIsNotBuiltYetIsNamedWithTheCommandsThatBuildIt() throws Exception {
    var done = linked(request(notes.root()));

    assertThat(done.missing()).containsExactly(notes.root().resolve("dist/x.js"));
    assertThat(done.build()).extracting(order -> String.join(" ", order.line()))
        .contains("npm run build");
    assertThat(done.build()).extracting(Plan.Order::folder).containsOnly(notes.root().toString());
  }

  @Test
  void whatAnInstallationWouldAskForOrTryIsSaid() throws Exception {
    notes.exactly("README.md", """
        ```json
        {"mcpServers": {"notes": {"command": "npx", "args": ["-y", "@acme/notes", "serve"],
          "env": {"NOTES_KEY": "…"}}}}
        ```
        """);

    assertThat(linked(request(notes.root())).remarks())
        .anySatisfy(remark -> assertThat(remark).contains("variables NOTES_KEY"))
        .anySatisfy(remark -> assertThat(remark).contains("arguments", "[serve]"));
  }

  @Test
  void itMayBeLinkedAgainAndNothingElseUnderItsName() throws Exception {
    linked(request(notes.root()));
    var other = Skeleton.in(folder).node("'name': 'notes', 'bin': 'x.js'").files("x.js");

    linked(request(notes.root()));
    assertThat(failed(request(other.root())).reason()).contains("linked to " + notes.root(),
        "Nothing was listed.");
    linked(new LinkRequest(other.root(), Optional.of("others"), Optional.empty()));
    assertThat(installer.installed()).extracting(Installed::name)
        .containsExactly("notes", "others");
  }

  @Test
  void anEntryThatSomebodyWroteIsNotOurs() throws Exception {
    around.lists.put(Surroundings.FILE,
        new TreeMap<>(Map.of("notes", Listing.Origin.link(notes.root()))));

    assertThat(failed(request(notes.root())).reason()).contains("not made by a link");

    assertThat(installer.installed()).isEmpty();
  }

  @Test
  void anInstallationOfThatNameStays() throws Exception {
    var ledger = new Ledger(around.folders().ledger());
    ledger.put(new InstallRecord("notes", State.INSTALLED, "https://x/y", Optional.empty(),
        new Version("a".repeat(40), Optional.empty(), "hash", List.of("node"), List.of(),
            Optional.empty()),
        Optional.empty(), Making.usual(Optional.empty()), Map.of(), List.of(), false));

    assertThat(failed(request(notes.root())).reason()).contains("installed from https://x/y");
  }

  @Test
  void uninstallingTakesTheEntryOutAndLeavesTheFolder() throws Exception {
    notes.files("dist/x.js");
    linked(request(notes.root()));

    var gone = installer.uninstall("notes", true, () -> {});

    assertThat(gone).isInstanceOfSatisfying(UninstallOutcome.Done.class, done -> {
      assertThat(done.filesDeleted()).isFalse();
      assertThat(done.stays()).singleElement(InstanceOfAssertFactories.STRING)
          .contains(notes.root().toString(), "linked, not installed");
    });
    assertThat(notes.root().resolve("dist/x.js")).exists();
    assertThat(around.lists.get(Surroundings.FILE)).isEmpty();
    assertThat(installer.installed()).isEmpty();
  }

  @Test
  void severalServersAreAChoice() throws Exception {
    var many = Skeleton.in(folder)
        .node("a/", "'name': 'a', 'bin': 'x.js'")
        .files("a/x.js", "b/x.js")
        .node("b/", "'name': 'b', 'bin': 'x.js'");

    assertThat(installer.link(request(many.root()))).isInstanceOfSatisfying(
        LinkOutcome.NeedsChoice.class,
        choice -> assertThat(choice.choices()).extracting(Choice::value).containsExactly("a", "b"));
  }

  @Test
  void whatCannotBeLinkedSaysWhy() throws Exception {
    assertThat(failed(request(folder.resolve("none"))).reason()).contains("There is no folder");
    assertThat(failed(request(Skeleton.in(folder).root())).reason())
        .endsWith("Nothing was listed.");
    assertThat(
        failed(new LinkRequest(notes.root(), Optional.of("hotplug"), Optional.empty())).reason())
        .contains("is Hotplug itself");
    assertThat(around.lists.getOrDefault(Surroundings.FILE, Map.of())).isEmpty();
  }

  private static LinkRequest request(Path root) {
    return new LinkRequest(root, Optional.empty(), Optional.empty());
  }

  private LinkOutcome.Done linked(LinkRequest request) throws InterruptedException {
    var outcome = installer.link(request);
    if (outcome instanceof LinkOutcome.Done done) return done;
    throw new AssertionError(outcome.toString());
  }

  private LinkOutcome.Failed failed(LinkRequest request) throws InterruptedException {
    var outcome = installer.link(request);
    if (outcome instanceof LinkOutcome.Failed failed) return failed;
    throw new AssertionError(outcome.toString());
  }
}
