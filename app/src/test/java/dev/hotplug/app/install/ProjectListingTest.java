package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Listing.Exposure;
import dev.hotplug.installer.Listing.Origin;
import dev.hotplug.installer.Listing.Removal;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installed servers are listed in a project's file beside what others have listed there. */
class ProjectListingTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/u", "TOKEN", "t",
      "X", "expanded");
  private static final Origin ORIGIN = new Origin("https://x/y.git", "c0ffee", Optional.of("sub"));
  private static final Origin LATER = new Origin("https://x/y.git", "decaf", Optional.of("sub"));
  private static final Origin OTHER = new Origin("https://x/y.git", "c0ffee", Optional.empty());
  private static final String OTHERS = "{\"mcpServers\" : {\"hand\":{\"command\":\"x\"}}}\r\n";

  @TempDir
  private Path top;

  private Path file;
  private Listing listing;

  @BeforeEach
  void begin() throws IOException {
    file = Files.createDirectory(top.resolve("project")).resolve(McpJson.FILE_NAME);
    var files = List.of(file, top.resolve(McpJson.FILE_NAME));
    listing = new ProjectListing(file,
        () -> McpJson.read(files.stream().filter(Files::exists).toList(), ENVIRONMENT),
        Optional.of(Path.of("/home/u")));
  }

  @Test
  void theEntryOfALinkIsAsSomebodyWouldWriteIt() throws Exception {
    Files.writeString(file, OTHERS);
    var origin = Origin.link(Path.of("/home/u/notes"));
    var link = new Listing.Item("notes", List.of("node", "/home/u/notes/x.js"), Map.of(), origin,
        Exposure.HOTPLUG, List.of());

    assertThat(listing.put(link)).isEmpty();

    var entry = new ObjectMapper().readTree(file.toFile()).at("/hotplug/servers/notes");
    assertThat(entry).hasToString(
        "{\"command\":\"node\",\"args\":[\"/home/u/notes/x.js\"],\"cwd\":\"/home/u/notes\"}");
    assertThat(listing.lists("notes", origin)).isTrue();
    assertThat(listing.hindrance("notes", origin)).isEmpty();
    assertThat(listing.hindrance("notes", Origin.link(Path.of("/other")))).isPresent();
    assertThat(listing.hindrance("notes", ORIGIN)).isPresent();
    assertThat(listing.remove("notes", Origin.link(Path.of("/other")))).isInstanceOfSatisfying(
        Removal.Kept.class, kept -> assertThat(kept.why()).contains("its cwd is another one"));
    assertThat(listing.remove("notes", origin)).isInstanceOf(Removal.Removed.class);
    assertThat(Files.readString(file)).isEqualTo(OTHERS);
  }

  @Test
  void theEntryIsWrittenForEveryMachine() throws Exception {
    assertThat(listing.put(item("notes", ORIGIN, Exposure.HOTPLUG))).isEmpty();

    assertThat(Files.readString(file)).isEqualTo("""
        {
          "hotplug": {
            "servers": {
              "notes": {
                "command": "${HOME}/s/bin/notes",
                "args": ["--dir=${HOME}/s", "/home/us/x", "a=b"],
                "env": {
                  "TOKEN": "${TOKEN}"
                },
                "hotplug": {
                  "source": {
                    "url": "https://x/y.git",
                    "commit": "c0ffee",
                    "subdir": "sub"
                  }
                }
              }
            }
          }
        }
        """);
    assertThat(listing.place()).isEqualTo(file.toString());
  }

  @Test
  void whatIsWrittenIsReadAsTheVeryWords() {
    var words = List.of("/home/u/a ${X}/b", "${X}", "$X", "${X:-y}", "--a=${HOME}", "/home/u",
        "--a=/home/u/${X}", "$${X}", "${", "", "${:-$}{X}", "}${X}{");

    put(new Listing.Item("notes", words, Map.of(), ORIGIN, Exposure.HOTPLUG, List.of()));

    var spec = (ServerSpec.Stdio) entry("notes").spec();
    var read = new ArrayList<>(List.of(spec.command()));
    read.addAll(spec.args());
    assertThat(read).isEqualTo(words);
    assertThat(spec.env()).isEmpty();
  }

  @Test
  void whatWasPutIsTakenOutAndNoOtherByteChanges() throws Exception {
    Files.writeString(file, OTHERS);

    for (var exposure : Exposure.values()) {
      put(item("notes", ORIGIN, exposure));
      assertThat(listing.lists("notes", ORIGIN)).isTrue();
      assertThat(listing.remove("notes", ORIGIN)).isEqualTo(new Removal.Removed());

      assertThat(Files.readString(file)).isEqualTo(OTHERS);
      assertThat(listing.lists("notes", ORIGIN)).isFalse();
    }
  }

  @Test
  void theExposureSaysWhoReadsIt() {
    put(item("notes", ORIGIN, Exposure.HOTPLUG));
    assertThat(entry("notes").list().key()).isEqualTo("hotplug.servers");

    put(item("memos", ORIGIN, Exposure.CLIENT));
    assertThat(entry("memos").list().key()).isEqualTo("mcpServers");
  }

  @Test
  void theEntryOfATeamIsLeftAsItIs() throws Exception {
    var text = Files.readString(Files.writeString(file, team("c0ffee")));

    for (var exposure : Exposure.values()) put(item("notes", ORIGIN, exposure));

    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void withAnotherCommitOnlyTheCommitAndTheCommandChange() throws Exception {
    Files.writeString(file, team("c0ffee"));

    put(item("notes", LATER, Exposure.HOTPLUG));

    var mapper = new ObjectMapper();
    assertThat(mapper.readTree(Files.readString(file)))
        .isEqualTo(mapper.readTree(team("decaf").replace("old/notes", "s/bin/notes")
            .replace("\"--team\"", "\"--dir=${HOME}/s\", \"/home/us/x\", \"a=b\"")));
    assertThat(Files.readString(file)).startsWith("{\"mcpServers\": {\"hand\":{},");
  }

  @Test
  void whatATeamWroteIsPutBack() throws Exception {
    var text = Files.readString(Files.writeString(file, team("c0ffee")));
    var mapper = new ObjectMapper();
    var former = listing.written("notes", LATER).orElseThrow();
    put(item("notes", LATER, Exposure.HOTPLUG));
    assertThat(Files.readString(file)).isNotEqualTo(text);

    assertThat(listing.putBack("notes", ORIGIN, former)).isEmpty();

    // In the layout of what was put in between.
    assertThat(mapper.readTree(file.toFile())).isEqualTo(mapper.readTree(text));
    assertThat(former.start()).containsExactly("/home/u/old/notes", "--team");
    assertThat(former.toString()).doesNotContain("--team");
    assertThat(listing.written("notes", OTHER)).isEmpty();
    assertThat(listing.written("hand", ORIGIN)).isEmpty();
    Files.writeString(file, OTHERS);
    assertThat(listing.putBack("notes", ORIGIN, former)).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(OTHERS);
  }

  @Test
  void aVariableThatIsGivenAndThatTheEntryDoesNotNameIsAdded() throws Exception {
    Files.writeString(file, team("c0ffee").replace("\"TOKEN\"", "\"LEVEL\""));

    put(item("notes", ORIGIN, Exposure.HOTPLUG));

    var notes = new ObjectMapper().readTree(Files.readString(file)).at("/mcpServers/notes");
    assertThat(notes.at("/env")).hasToString("{\"LEVEL\":\"${TOKEN:-x}\",\"TOKEN\":\"${TOKEN}\"}");
    assertThat(notes.at("/args")).hasToString("[\"--team\"]");
  }

  /** Members that only people write, and a layout of their own. */
  private static String team(String commit) {
    return """
        {"mcpServers": {"hand":{}, "notes":{ "type":"stdio","command":"${HOME}/old/notes",
           "args":["--team"], "alwaysLoad": true, "timeout":5000, "env":{"TOKEN":"${TOKEN:-x}"},
           "hotplug":{"call_timeout_ms":9000, "source":{"url":"https://x/y.git",
           "commit":"%s", "subdir":"sub"}}}}}
        """.formatted(commit);
  }

  @Test
  void whatSomebodyElseListedMeanwhileIsNotReplaced() throws Exception {
    Files.writeString(file, OTHERS);

    assertThat(listing.put(item("hand", ORIGIN, Exposure.CLIENT)).orElseThrow())
        .startsWith("The name \"hand\" is taken by an entry in mcpServers of " + file)
        .endsWith(" Nothing was changed.");
    assertThat(Files.readString(file)).isEqualTo(OTHERS);
  }

  @Test
  void theVeryEntryIsLeftAlone() throws Exception {
    put(item("notes", ORIGIN, Exposure.HOTPLUG));
    var before = Files.getLastModifiedTime(file);

    put(item("notes", ORIGIN, Exposure.HOTPLUG));

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    assertThat(file.resolveSibling(".mcp.json.bak")).doesNotExist();
  }

  @Test
  void anotherCommitAndAnEditByHandAreStillOurs() throws Exception {
    put(item("notes", ORIGIN, Exposure.HOTPLUG));
    Files.writeString(file, Files.readString(file).replace("\"a=b\"", "\"a=c\""));

    assertThat(listing.hindrance("notes", LATER)).isEmpty();
    assertThat(listing.remove("notes", LATER)).isEqualTo(new Removal.Removed());
  }

  @Test
  void whatSomebodyElseListedStays() throws Exception {
    Files.writeString(file, OTHERS);
    put(item("notes", ORIGIN, Exposure.HOTPLUG));
    var text = Files.readString(file);

    assertThat(listing.remove("none", ORIGIN))
        .isEqualTo(new Removal.Kept("There is no entry \"none\" in " + file + "."));
    assertThat(listing.remove("hand", ORIGIN)).isEqualTo(new Removal.Kept("The entry \"hand\" in "
        + file + " is not the one that was installed from https://x/y.git: its hotplug.source says "
        + "nothing."));
    assertThat(listing.remove("notes", OTHER)).isInstanceOf(Removal.Kept.class);
    assertThat(listing.lists("notes", OTHER)).isFalse();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void aNameThatIsTakenIsAHindranceAndSaysWhere() throws Exception {
    Files.writeString(file, OTHERS);
    Files.writeString(top.resolve(McpJson.FILE_NAME),
        "{\"hotplug\": {\"servers\": {\"above\": {\"command\": \"x\"}, \"bad\": {}}}}");
    put(item("notes", ORIGIN, Exposure.HOTPLUG));

    assertThat(listing.hindrance("free", ORIGIN)).isEmpty();
    assertThat(listing.hindrance("notes", ORIGIN)).isEmpty();
    assertThat(listing.hindrance("hand", ORIGIN))
        .contains("The name \"hand\" is taken by an entry in mcpServers of " + file + ".");
    assertThat(listing.hindrance("above", ORIGIN))
        .contains("The name \"above\" is taken by an entry in hotplug.servers of "
            + top.resolve(McpJson.FILE_NAME) + ".");
    assertThat(listing.hindrance("notes", OTHER))
        .contains("The name \"notes\" is taken by an entry in hotplug.servers of " + file
            + ", installed from https://x/y.git, folder sub.");
    assertThat(listing.hindrance("bad", ORIGIN).orElseThrow())
        .contains("\"bad\" that cannot be used", "neither command nor url");
    assertThat(listing.hindrance("a\nb", ORIGIN).orElseThrow()).contains("control characters");
  }

  @Test
  void aDamagedFileIsAHindranceAndStaysAsItIs() throws Exception {
    Files.writeString(file, "{\"mcpServers\": {},}");

    var why = file + ":1:19: not valid JSON: unexpected '}' after a comma. Nothing was changed. ";
    assertThat(listing.hindrance("notes", ORIGIN).orElseThrow()).startsWith(why);
    assertThat(listing.put(item("notes", ORIGIN, Exposure.HOTPLUG)).orElseThrow()).startsWith(why);
    assertThat(Files.readString(file)).isEqualTo("{\"mcpServers\": {},}");
  }

  @Test
  void nobodySaysOfADamagedFileThatItDoesNotListAServer() throws Exception {
    put(item("notes", ORIGIN, Exposure.HOTPLUG));
    var whole = Files.readString(file);

    checkIsInDoubt(whole + "x", ":21:1: not valid JSON");
    checkIsInDoubt("[]", ":1:1: ");
    checkIsInDoubt("{\"hotplug\": {\"servers\": []}}", ":1:25: hotplug.servers must be an object");
    checkIsInDoubt("{\"mcpServers\": 1}", ":1:16: mcpServers must be an object");
    checkIsInDoubt(whole.replace("\"command\"", "\"comand\""), ":4:");
  }

  @Test
  void aFolderInTheFilesPlaceLeavesItInDoubt() throws Exception {
    Files.createDirectory(file);

    assertThat(listing.remove("notes", ORIGIN)).isInstanceOf(Removal.Failed.class);
    assertThatThrownBy(() -> listing.lists("notes", ORIGIN))
        .hasMessageContaining("this is a folder");
  }

  /** Nothing is said or done but where the fault is. */
  private void checkIsInDoubt(String text, String where) throws IOException {
    Files.writeString(file, text);

    assertThat(listing.remove("notes", ORIGIN)).isInstanceOfSatisfying(Removal.Failed.class,
        failed -> assertThat(failed.why()).startsWith(file + where));
    assertThatThrownBy(() -> listing.lists("notes", ORIGIN)).hasMessageStartingWith(file + where);
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  private void put(Listing.Item item) {
    assertThat(listing.put(item)).isEmpty();
  }

  private static Listing.Item item(String name, Origin origin, Exposure exposure) {
    return new Listing.Item(name,
        List.of("/home/u/s/bin/notes", "--dir=/home/u/s", "/home/us/x", "a=b"),
        Map.of("TOKEN", "${TOKEN}"), origin, exposure, List.of());
  }

  private Entry entry(String name) {
    return McpJson.read(List.of(file), ENVIRONMENT).entry(name).orElseThrow();
  }
}
