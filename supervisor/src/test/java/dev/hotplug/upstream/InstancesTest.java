package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed instance left is ended, and nobody else is touched. */
@Timeout(60)
class InstancesTest {
  /** Nobody had our pid when we had not started yet. */
  private static final Identity NOBODY = new Identity(Identity.ours().pid(), 1);

  @RegisterExtension
  final Decoys decoys = new Decoys();

  @TempDir
  private Path folder;

  private final String id = Instance.newId();
  private final List<String> reports = new ArrayList<>();

  @Test
  void whatAKilledInstanceLeftIsEndedAndNamed() throws Exception {
    var marked = decoys.start(marker(id), "setsid", "sleep", "600");
    var session = decoys.session();
    var member = Decoys.childOf(session).pid();
    var stray = decoys.start("sleep", "601");
    write(NOBODY, Machine.here(), List.of(child(session, "")), List.of(stray));

    sweep();

    assertThat(List.of(marked, session, stray)).noneMatch(Process::isAlive);
    assertThat(Decoys.isAlive(member)).isFalse();
    assertThat(reports).singleElement()
        .asString()
        .contains("/project", marked.pid() + " (", stray.pid() + " (");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void itsContainersAreStopped() throws Exception {
    var sign = folder.resolve("stopped");
    var gone = new InstanceFile.Child(new Identity(NOBODY.pid(), 2), false, "touch '" + sign + "'");
    new InstanceFile(id, NOBODY, Machine.here(), "/project", List.of(gone), List.of())
        .write(folder);

    sweep();

    Await.until("the command has run", () -> Files.exists(sign));
  }

  @Test
  void whoLivesIsLeftAlone() throws Exception {
    var marked = decoys.start(marker(id), "sleep", "600");
    write(Identity.ours(), Machine.here(), List.of(), List.of());

    sweep();

    assertThat(marked.isAlive()).isTrue();
    assertThat(folder).isDirectoryContaining(file -> file.endsWith(id + ".json"));
  }

  /** A pid in the file that somebody else has by now is no reason to end that one. */
  @Test
  void strangersLiveOn() throws Exception {
    var successor = decoys.session();
    var other = decoys.start(marker(Instance.newId()), "sleep", "600");
    var start = Identity.now(successor.pid()).start();
    var former = new InstanceFile.Child(new Identity(successor.pid(), start - 1), false, "");
    new InstanceFile(id, NOBODY, Machine.here(), "/project", List.of(former),
        List.of(new Identity(other.pid(), start - 1))).write(folder);

    sweep();

    assertThat(successor.isAlive()).isTrue();
    assertThat(other.isAlive()).isTrue();
    assertThat(reports).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"another host", "another namespace"})
  void whoRunsElsewhereIsLeftAlone(String where) throws Exception {
    var here = Machine.here();
    var marked = decoys.start(marker(id), "sleep", "600");
    write(NOBODY,
        where.equals("another host") ? new Machine(here.bootId(), "elsewhere", here.pidNamespace())
            : new Machine(here.bootId(), here.host(), "pid:[1]"),
        List.of(), List.of());

    sweep();

    assertThat(marked.isAlive()).isTrue();
    assertThat(folder).isDirectoryContaining(file -> file.endsWith(id + ".json"));
  }

  @Test
  void afterABootNothingIsLookedForAndTheFileGoes() throws Exception {
    var here = Machine.here();
    var marked = decoys.start(marker(id), "sleep", "600");
    write(NOBODY, new Machine("an earlier boot", here.host(), here.pidNamespace()), List.of(),
        List.of());

    sweep();

    assertThat(marked.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"pid\": \"1\"}", "{\"pid\": 1}", "\0\1\2"})
  void whatIsNoInstanceFileIsLeftAlone(String text) throws Exception {
    Files.writeString(folder.resolve("odd.json"), text);
    Files.createDirectory(folder.resolve("folder.json"));

    sweep();

    assertThat(reports).isEmpty();
    assertThat(folder.resolve("odd.json")).hasContent(text);
  }

  @Test
  void aFolderThatIsNotThereHoldsNobody() throws Exception {
    new Instances(folder.resolve("missing")).sweep(reports::add);

    assertThat(reports).isEmpty();
  }

  @Test
  void otherUsersCannotReadWhatAnInstanceLeaves() throws Exception {
    var word = new InstanceFile(id, NOBODY, Machine.here(), "/project", List.of(), List.of());
    var own = folder.resolve("state/instances");

    word.write(own);
    word.write(own);

    assertThat(permissions(own)).isEqualTo("rwx------");
    assertThat(permissions(InstanceFile.file(own, id))).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void anInstanceIsKnownByItsProject() throws Exception {
    write(Identity.ours(), Machine.here(), List.of(), List.of());

    assertThat(new Instances(folder).project(id)).contains("/project");
    assertThat(new Instances(folder).project(Instance.newId())).isEmpty();
  }

  @Test
  void newIdsAreUuidsAndDiffer() {
    assertThat(Instance.newId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-.{12}")
        .isNotEqualTo(Instance.newId());
  }

  private void sweep() throws InterruptedException {
    new Instances(folder).sweep(reports::add);
  }

  private static Map<String, String> marker(String instance) {
    return Map.of(Marker.VARIABLE, new Marker(instance, "server", 1).appendedTo(null));
  }

  private static InstanceFile.Child child(Process leader, String last) {
    return new InstanceFile.Child(Identity.now(leader.pid()), false, last);
  }

  private void write(Identity process, Machine machine, List<InstanceFile.Child> children,
      List<Process> strays) throws Exception {
    var identities = strays.stream().map(stray -> Identity.now(stray.pid())).toList();
    new InstanceFile(id, process, machine, "/project", children, identities).write(folder);
  }
}
