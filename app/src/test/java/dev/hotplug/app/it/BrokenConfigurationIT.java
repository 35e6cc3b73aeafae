package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P24: a configuration that cannot be read changes nothing for servers that run. */
class BrokenConfigurationIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  private static String entry = "";

  @TempDir
  private Path temp;

  @BeforeAll
  static void aRunningServer() {
    entry = Entry.torture("version=v1").json();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"hotplug":\\n  {"servers": {"t":                   | 2:20 | ends before what began
      {"hotplug":\\n  {"servers": {},}}                   | 2:18 | after a comma
      {"a": 1\\n "hotplug": {}}                           | 2:2  | after a value
      {\\n  // mine\\n}                                   | 2:3  | a comment
      \\n[]                                               | 2:1  | must hold an object
      {"hotplug": {\\n "servers": [1]}}                   | 2:13 | must be an object
      {"hotplug": {"servers":\\n {"t": 7}}}               | 2:8  | a server must be an object
      {"hotplug": {"servers": {"t":\\n {"command": 7}}}}  | 2:14 | command
      {"hotplug": {"servers": {"t": {"command": "x",\\n "args": "y"}}}} | 2:10 | args
      {\\n\\0}                                            | 2:1  | a NUL byte
                                                          | 1:1  | the file is empty
      """)
  void aBrokenFileIsNamedWithItsPlaceAndTouchesNoRunningServer(@Nullable String text, String place,
      String message) throws Exception {
    run("t");

    Files.writeString(SHARED.project().file(), text == null ? "" : text.translateEscapes());
    var problem = assertNothingChanged("t").path(0);

    assertThat(problem.path("line").asInt() + ":" + problem.path("column").asInt())
        .as(problem.toString())
        .isEqualTo(place);
    assertThat(problem.path("message").asText()).contains(message);
    assertThat(problem.path("file").asText()).isEqualTo(SHARED.project().file().toString());
    assertRecovers("t");
  }

  @Test
  void aNameThatIsListedTwiceIsNamedAndTheLastOneCounts() throws Exception {
    run("twice");
    Files.writeString(SHARED.project().file(), "{\"hotplug\": {\"servers\": {\"twice\": " + entry
        + ",\n  \"twice\": " + Entry.torture("version=v2").json() + "}}}");

    var problem = listed().field("problems").path(0);

    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(problem.path("message").asText()).contains("\"twice\" is listed twice");
    SHARED.hotplug().reload("twice").assertSuccess();
    assertThat(version("twice")).isEqualTo("v2");
    assertRecovers("twice");
  }

  @Test
  void aByteOrderMarkIsNoProblem() throws Exception {
    run("marked");
    Files.writeString(SHARED.project().file(),
        "\uFEFF{\"hotplug\": {\"servers\": {\"marked\": " + entry + "}}}");

    assertThat(assertNothingChanged("marked")).isEmpty();
    assertThat(SHARED.hotplug().load("marked").assertSuccess().field("warnings")).isEmpty();
  }

  @Test
  void aFileThatIsGoneTouchesNoRunningServer() throws Exception {
    run("orphan");
    Files.delete(SHARED.project().file());

    assertThat(assertNothingChanged("orphan")).isEmpty();
    SHARED.hotplug()
        .reload("orphan")
        .assertFailure("No server named \"orphan\" is configured", "no .mcp.json was found");
    assertRecovers("orphan");
  }

  @Test
  void aFolderInItsPlaceTouchesNoRunningServer() throws Exception {
    run("lodger");
    Files.delete(SHARED.project().file());
    Files.createDirectory(SHARED.project().file());

    assertNothingChanged("lodger");
    Files.delete(SHARED.project().file());
    assertRecovers("lodger");
  }

  @Test
  void aHundredMegabytesTouchNoRunningServer() throws Exception {
    run("small");
    try (var file = new RandomAccessFile(SHARED.project().file().toFile(), "rw")) {
      file.setLength(100L << 20);
    }

    assertThat(assertNothingChanged("small").path(0).path("message").asText())
        .contains("larger than 4 MiB");
    assertRecovers("small");
  }

  @Test
  void aFileThatMayNotBeReadTouchesNoRunningServer() throws Exception {
    var folder = Files.createDirectory(temp.toRealPath().resolve("project"));
    var file = Project.in(folder).server("t", new Entry(entry)).file();

    try (var hotplug = Hotplug.in(folder).launcher(Unprivileged.launcher(folder)).start()) {
      var pid = hotplug.text("t", "pid", "{}");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
      var list = hotplug.callTool("list_available_servers", "{}").assertSuccess();

      assertThat(list.field("problems").toString()).contains("you may not read this file");
      assertThat(hotplug.text("t", "pid", "{}")).isEqualTo(pid);
      hotplug.reload("t").assertFailure("you may not read this file");
      assertThat(hotplug.text("t", "pid", "{}")).isEqualTo(pid);

      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      hotplug.reload("t").assertSuccess();
    }
  }

  private static void run(String server) throws Exception {
    SHARED.server(server, new Entry(entry));
    SHARED.hotplug().load(server).assertSuccess();
  }

  /** Lists and calls; returns the problems that the list names. */
  private static JsonNode assertNothingChanged(String server) throws Exception {
    var before = SHARED.hotplug().text(server, "pid", "{}");
    var list = listed();
    SHARED.hotplug().callTool("load_mcp_server_dynamically", "{\"server_name\": \"other\"}");

    assertThat(SHARED.hotplug().text(server, "pid", "{}")).isEqualTo(before);
    assertThat(SHARED.hotplug().status(server).path("status").asText()).isEqualTo("ready");
    return list.field("problems");
  }

  /** The next good save is read. */
  private static void assertRecovers(String server) throws Exception {
    SHARED.server(server, Entry.torture("version=mended"));

    var list = listed();
    assertThat(list.field("problems")).isEmpty();
    assertThat(list.field("servers").findValuesAsText("name")).containsAll(List.of(server));
    SHARED.hotplug().reload(server).assertSuccess();
    assertThat(version(server)).isEqualTo("mended");
  }

  private static ToolResult listed() throws InterruptedException {
    return SHARED.hotplug().callTool("list_available_servers", "{}").assertSuccess();
  }

  private static String version(String server) throws InterruptedException {
    return SHARED.hotplug().text(server, "version", "{}");
  }
}
