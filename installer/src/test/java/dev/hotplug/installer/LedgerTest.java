package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
  @TempDir
  private Path folder;

  @Test
  void whatWasPutIsFoundAgain() throws IOException {
    var ledger = new Ledger(folder.resolve("installed"));
    var notes = record("notes", Optional.of("packages/notes"));
    var other = record("other", Optional.empty());
    ledger.put(other);
    ledger.put(notes);

    assertThat(ledger.records()).containsExactly(notes, other);
    ledger.remove("notes");
    assertThat(ledger.record("notes")).isEmpty();
    assertThat(ledger.records()).containsExactly(other);
  }

  @Test
  void damagedRecordsHideNoOther() throws IOException {
    var ledger = new Ledger(folder);
    ledger.put(record("good", Optional.empty()));
    Files.writeString(folder.resolve("empty.json"), "");
    Files.writeString(folder.resolve("list.json"), "[]");
    Files.writeString(folder.resolve("newer.json"), "{\"version\": 9, \"state\": \"FLYING\"}");
    Files.copy(folder.resolve("good.json"), folder.resolve("another.json"));
    Files.write(folder.resolve("bytes.json"), new byte[]{(byte) 0xff, 0, 1});

    assertThat(ledger.records()).extracting(InstallRecord::name).containsExactly("good");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "version" : 1           | "version" : 2
      "version" : 1           | "version" : 0
      "version" : 1,          |
      "name" : "good"         | "name" : ".."
      "state" : "INSTALLED"   | "state" : "FLYING"
      aaaaaaaaaaaaaaaa        | ../../../
      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa |
      bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb |
      """)
  void whatLeadsElsewhereOrSaysTooMuchIsDamaged(String text, @Nullable String inItsPlace)
      throws IOException {
    var ledger = new Ledger(folder);
    ledger.put(record("good", Optional.empty()));
    var file = ledger.file("good");
    assertThat(ledger.isDamaged("good")).isFalse();

    Files.writeString(file,
        Files.readString(file).replace(text, Objects.requireNonNullElse(inItsPlace, "")));

    assertThat(ledger.isDamaged("good")).isTrue();
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void whatOnlyCannotBeReadNowIsNotDamaged() throws IOException {
    var ledger = new Ledger(folder);
    Files.createDirectory(ledger.file("notes"));

    assertThat(ledger.record("notes")).isEmpty();
    assertThat(ledger.isDamaged("notes")).isFalse();
    assertThat(ledger.isDamaged("nobody")).isFalse();
  }

  @Test
  void anUnfinishedFileIsANameToLookAt() throws IOException {
    Files.writeString(folder.resolve("half.json.tmp"), "{");

    assertThat(new Ledger(folder).names()).containsExactly("half");
  }

  private static InstallRecord record(String name, Optional<String> subdir) {
    return new InstallRecord(name, State.INSTALLED, "https://example.org/" + name, subdir,
        new Version("a".repeat(40), Optional.of("main"), "hash", List.of("node", "x.js"),
            List.of("kind: node"),
            subdir.map(_ -> ApprovedTools.of(Map.of("add", "{\"name\": \"add\"}"), List.of()))),
        Optional.of(new Version("b".repeat(40), Optional.empty(), "other", List.of("node"),
            List.of(), Optional.empty())),
        new Making(true,
            new Wishes(subdir, Optional.of("x.js"), Optional.of("r.txt"), false, List.of("--a"),
                true),
            Listing.Exposure.CLIENT),
        Map.of("TOKEN", "${TOKEN}"), List.of(Path.of("/project/.mcp.json")), true);
  }
}
