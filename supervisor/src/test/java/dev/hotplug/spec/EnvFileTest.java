package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
  @TempDir
  private Path top;

  @Test
  void aLineIsANameAndAValue() throws Exception {
    var read = read("""
        # For notes
        TOKEN=abc=d#e
          SPACED \t=  a b \s
        EMPTY=

        QUOTED="  \\"ä\\"\\nend " \s
        SINGLE='x'
        TOKEN=last
        """);

    assertThat(read.problems()).isEmpty();
    assertThat(read.values()).containsExactly(entry("TOKEN", "last"), entry("SPACED", "a b"),
        entry("EMPTY", ""), entry("QUOTED", "  \"ä\"\nend "), entry("SINGLE", "'x'"));
  }

  @Test
  void aDamagedLineIsToldWithoutWhatItHoldsAndTheOthersCount() throws Exception {
    damaged("s3cret", "a line without a = sign");
    damaged("1s3cret=x", "what stands before the = sign is no name of a variable");
    damaged("export s3cret=x", "what stands before the = sign is no name of a variable");
    damaged("X=\"s3cret", "the value of X begins with a quote and is no JSON string");
    damaged("X=\"s3cret\" x", "the value of X begins with a quote and is no JSON string");
    damaged("X=\"s3cret\\u0000\"", "the value of X holds a character that no program can take");
  }

  private void damaged(String line, String what) throws IOException {
    var read = read("A=a\n" + line + "\nB=b\n");

    assertThat(read.values()).containsExactly(entry("A", "a"), entry("B", "b"));
    assertThat(read.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.toString())
          .startsWith(file() + ":2:1: " + what + ". This line is ignored,")
          .doesNotContain("s3cret");
    });
    assertThat(read.toString()).doesNotContain("s3cret", "=a");
  }

  @Test
  void aMissingFileHoldsNothingAndOneThatIsNoTextIsAProblem() throws Exception {
    assertThat(EnvFile.read(file())).isEqualTo(new EnvFile(Map.of(), List.of()));

    Files.createDirectories(folder());
    Files.write(file(), "A=a\nB=é".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(EnvFile.read(file()).values()).isEmpty();
    assertThat(EnvFile.read(file()).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.toString()).startsWith(file() + ":2:3: ")
            .contains("not UTF-8. None of its values is used. "));
    assertThatThrownBy(() -> EnvFile.keep(file(), Map.of("A", "x"))).isInstanceOf(IOException.class)
        .hasMessageContaining(file() + ":2:3: ")
        .hasMessageContaining("Nothing was changed. Save it as UTF-8.");
  }

  @Test
  void oneThatOthersMayReadIsUsedAndToldAbout() throws Exception {
    read("A=a\n");
    for (var letters : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(letters));

      var read = EnvFile.read(file());

      assertThat(read.values()).containsExactly(entry("A", "a"));
      assertThat(read.problems()).containsExactly(new Problem(file(), 1, 1,
          "others on this machine may read or change this file (" + letters + "), which is for "
              + "secrets. It is used all the same. Run: chmod 600 " + file()));
    }
  }

  @Test
  void whatIsKeptIsForTheUserAlone() throws Exception {
    EnvFile.keep(file(), Map.of("A", "a"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    for (var made : List.of(folder(), top.resolve("hotplug"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
    assertThat(EnvFile.read(file())).isEqualTo(new EnvFile(Map.of("A", "a"), List.of()));
  }

  @Test
  void whatElseTheUserHasWrittenStaysAndNothingIsLeftBeside() throws Exception {
    read("# mine\r\nA=old\r\nbroken line\nB = b\nA=older\nC=c");

    EnvFile.keep(file(), Map.of("A", "new"));

    assertThat(Files.readString(file())).isEqualTo("# mine\r\nbroken line\nB = b\nC=c\nA=new\n");
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void whatWasLeftByAKilledWriterGoes() throws Exception {
    read("A=a\n");
    var left = folder().resolve("notes.999999999999999999-0f.tmp");
    for (int i = 0; i < 2; i++) {
      Files.writeString(left, "A=s3cret");
      if (i == 0) EnvFile.keep(file(), Map.of("A", "b"));
      else assertThat(EnvFile.forget(file())).isTrue();
      assertThat(left).doesNotExist();
    }
    assertThat(EnvFile.forget(file())).isFalse();
  }

  @Test
  void aLinkStaysOne() throws Exception {
    var real = Files.writeString(top.resolve("real"), "B=b\n");
    Files.createDirectories(folder());
    Files.createSymbolicLink(file(), real);

    EnvFile.keep(file(), Map.of("A", "a"));

    assertThat(file()).isSymbolicLink();
    assertThat(Files.readString(real)).isEqualTo("B=b\nA=a\n");
  }

  @Test
  void everyValueComesBackAsItWasKept() throws Exception {
    long seed = new Random().nextLong();
    var pieces = List.of("a", " ", "\t", "\n", "\r", "\"", "'", "\\", "#", "=", "ü", "\u2028",
        "\uD83D\uDE00", "${X}", "\u0001", "\u00a0", "\u3000", "\u0085", "\uFEFF");
    for (int round = 0; round < 300; round++) {
      var random = new Random(seed + round);
      var kept = new HashMap<String, String>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        var value = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
          value.append(pieces.get(random.nextInt(pieces.size())));
        }
        kept.put("V" + i, value.toString());
      }

      EnvFile.keep(file(), kept);
      var read = EnvFile.read(file());

      assertThat(read.problems()).as("seed %d", seed + round).isEmpty();
      assertThat(read.values()).as("seed %d", seed + round).containsAllEntriesOf(kept);
    }
  }

  @Test
  void noTwoServersShareAFileAndNoneLeavesTheFolder() {
    var names = List.of("notes", "Notes.2_x-y", "a/b", "a%2Fb", "..", ".", ".x", "%2E.", "a b", "ü",
        "\uD83D\uDE00", "~", "x".repeat(128), "ü".repeat(128), "ü".repeat(127) + "v", "");
    Set<Path> files = new HashSet<>();
    for (var name : names) {
      var file = EnvFile.in(top, name);

      assertThat(file.normalize().getParent()).as(name).isEqualTo(top);
      assertThat(top.relativize(file).toString().length()).as(name).isBetween(1, 200);
      assertThat(files.add(file)).as(name).isTrue();
    }
    assertThat(EnvFile.in(top, "Notes.2_x-y")).isEqualTo(top.resolve("Notes.2_x-y"));
    assertThat(EnvFile.in(top, "a/ü")).isEqualTo(top.resolve("a%2F%C3%BC"));
    assertThat(EnvFile.in(top, "../x")).isEqualTo(top.resolve("%2E.%2Fx"));
  }

  @Test
  void itCountsForItsServerAloneAndBeforeOurEnvironment() throws Exception {
    read("TOKEN=kept\nBAD\n");
    var project = Written.servers(top.resolve("project"), """
        "notes": {"command": "x", "args": ["${TOKEN}"], "env": {"T": "${TOKEN}", "H": "${HOME}"}},
        "other": {"command": "x", "args": ["${TOKEN:-none}"]}""");

    var configuration = McpJson.read(List.of(project.file()),
        new Variables(Map.of("TOKEN", "ours", "HOME", "/h"), Optional.of(folder())));

    var notes = (ServerSpec.Stdio) configuration.entry("notes").orElseThrow().spec();
    assertThat(notes.args()).containsExactly("kept");
    assertThat(notes.env()).containsExactly(entry("T", "kept"), entry("H", "/h"));
    assertThat(notes.secrets()).containsExactly(entry("TOKEN", "kept"));
    assertThat(notes.toString()).doesNotContain("kept");
    var other = (ServerSpec.Stdio) configuration.entry("other").orElseThrow().spec();
    assertThat(other.args()).containsExactly("ours");
    assertThat(other.secrets()).isEmpty();
    assertThat(configuration.problems()).singleElement()
        .satisfies(problem -> assertThat(problem.file()).isEqualTo(file()));
  }

  private EnvFile read(String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(file(), text);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    return EnvFile.read(file());
  }

  private Path file() {
    return EnvFile.in(folder(), "notes");
  }

  private Path folder() {
    return top.resolve("hotplug").resolve("env");
  }
}
