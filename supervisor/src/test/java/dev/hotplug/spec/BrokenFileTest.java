package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenFileTest {
  private static final String GOOD = """
      {
        "mcpServers": {
          "notes": {"command": "node", "args": ["größe", "\\u00e9\\n"], "timeout": 5.0e3},
          "web": {"url": "https://x", "note": null, "hotplug": {"keep_detached": true, "dev": {}}}
        },
        "hotplug": {"line_limit_bytes": 65536}
      }
      """;

  @TempDir
  Path folder;

  @Test
  void theSyntaxErrorIsNamedWithItsPlace() {
    check("{\"a\": 1,}", 1, 9, "unexpected '}' after a comma", "Take out the comma");
    check("{\n  \"a\": [1, 2,\n  ]\n}", 3, 3, "unexpected ']' after a comma");
    check("{\r\n \"a\": 1\r\n \"b\": 2}", 3, 2, "unexpected '\"' after a value", "a comma");
    check("{\r\"a\": 1\r \"b\": 2}", 3, 2, "after a value");
    check("{\"a\" 1}", 1, 6, "unexpected '1' after a name", "':'");
    check("{\"a\"}", 1, 5, "unexpected '}' after a name", "':'");
    check("{\"a\": }", 1, 7, "'}' where a value should be");
    check("{\"a\":, 1}", 1, 6, "',' where a value should be");
    check("{\"a\", 1}", 1, 5, "','");
    check("{, }", 1, 2, "unexpected ','", "Take it out");
    check("[1,,2]", 1, 4, "unexpected ','");
    check("{a: 1}", 1, 2, "'a' where a name should be", "double quotes");
    check("{'a': 1}", 1, 2, "unexpected '''", "double quotes");
    check("{\u201Ca\u201D: 1}", 1, 2, "U+201C", "double quotes");
    check("{\"a\": secret}", 1, 7, "'s' where a value should be", "double quotes");
    check("{\"a\": True}", 1, 7, "a word that JSON does not know", "true");
    check("{\"a\": NaN}", 1, 7, "a word that JSON does not know");
    check("{\"a\": -Infinity}", 1, 7, "a word that JSON does not know");
    check("{\"a\": 01}", 1, 7, "a number in a form");
    check("{\"a\": 1.}", 1, 7, "a number in a form");
    check("{\"a\": +1}", 1, 7, "a number in a form");
    check("{\"a\": .5}", 1, 7, "a number in a form");
    check("{\"a\": 1} // x", 1, 10, "more text after the value that ends in line 1");
    check("{\"a\": 1 // x\n}", 1, 9, "a comment");
    check("{\"a\": 1\n# x\n}", 2, 1, "a comment");
    check("{\"a\": [1}", 1, 9, "unexpected '}'", "began in line 1");
    check("{\"a\": ]", 1, 7, "']' where a value should be");
    check("{}\n{}", 2, 1, "more text after the value that ends in line 1");
    check("{}}", 1, 3, "more text after");
    check("{\"a\": \"x\ny\"}", 1, 9, "not closed at the end of its line");
    check("{\"a\": \"x\ty\"}", 1, 9, "a tab inside a text");
    check("{\"a\": \"C:\\tools\\x\"}", 1, 16, "an escape that JSON does not have", "\\\\");
    check("{\"a\": \"\\u12G4\"}", 1, 8, "an escape that JSON does not have");
    check("{\"a\": \"\\", 1, 9, "ends before what began in line 1 is closed");
    check("{\"a\\ud800\": 1}", 1, 4, "an escape that JSON does not have");
    check("\uFEFF\uFEFF{}", 1, 1, "U+FEFF");
    check("\uFEFF{x}", 1, 2, "'x' where a name");
    check("{\"a\":\u00A01}", 1, 6, "U+00A0");
    check("[".repeat(300), 1, 102, "100 levels of nesting");
  }

  @Test
  void aTextThatEndsTooEarlySaysWhatIsOpen() {
    check("{\n  \"a\": {\n    \"b\": 1\n\n", 3, 11, "ends before what began in line 2 is closed");
    check("{\n  \"a\": \"x", 2, 10, "ends before what began in line 1 is closed");
  }

  @Test
  void anEmptyFileIsOneProblem() {
    check("", 1, 1, "the file is empty", "mcpServers");
    check(" \n\t\r\n", 1, 1, "the file is empty");
    check("\uFEFF", 1, 1, "the file is empty");
  }

  @Test
  void nulBytesAreNamed() {
    check("\0\0\0\0", 1, 1, "a NUL byte", "UTF-8");
    check("{}\n\0\0", 2, 1, "a NUL byte");
    check("{\"a\": \0}", 1, 7, "a NUL byte");
    check("{\"a\": \"\0\"}", 1, 8, "a NUL byte");
    check("{\"a\": 1, \u0001}", 1, 10, "the control character U+0001");
  }

  @Test
  void aValueThatIsNoObjectIsOneProblem() {
    check(" []", 1, 2, "must hold an object, but holds a list");
    check("null", 1, 1, "must hold an object, but holds null");
  }

  @Test
  void aByteOrderMarkIsFine() {
    var configuration = Written.in(folder, "\uFEFF" + GOOD).read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.entries()).containsOnlyKeys("notes", "web");
  }

  @Test
  void bytesThatAreNotUtf8AreNamedWithTheirPlace() {
    var head = "{\n \"é\": \"".getBytes(StandardCharsets.UTF_8);

    checkBytes(with(head, 0xE9, '"', '}'), 2, 8, "not UTF-8");
    checkBytes(with(head, 0xC3), 2, 8, "not UTF-8");
    checkBytes("{}".getBytes(StandardCharsets.UTF_16), 1, 1, "not UTF-8", "Save it as UTF-8");
    checkBytes("{}".getBytes(StandardCharsets.UTF_16LE), 1, 2, "a NUL byte");
  }

  @Test
  void aFileThatIsCutOffAnywhereIsAProblemInsideItOrComplete() {
    var good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < good.length; length++) {
      var cut = Arrays.copyOf(good, length);

      var configuration = Written.in(folder, cut).read();

      if (length >= GOOD.stripTrailing().getBytes(StandardCharsets.UTF_8).length) {
        assertThat(configuration.problems()).isEmpty();
      } else {
        assertThat(configuration.entries()).isEmpty();
        assertThat(configuration.problems()).hasSize(1).allSatisfy(it -> assertInside(it, cut));
      }
    }
  }

  @Test
  void aFileWithOneByteChangedNeverThrows() {
    var good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < good.length; at++) {
      for (byte other : new byte[]{0, ',', '"', '}', '\\', (byte) 0xFF, '\n', '1'}) {
        var changed = good.clone();
        changed[at] = other;

        var problems = Written.in(folder, changed).read().problems();

        assertThat(problems).allSatisfy(it -> assertInside(it, changed));
      }
    }
  }

  @Test
  void whatIsNoFileIsOneProblem() throws Exception {
    var missing = folder.resolve("missing.json");
    var link = Files.createSymbolicLink(folder.resolve("link.json"), missing);

    checkFile(missing, "there is no such file");
    checkFile(folder, "a folder");
    checkFile(link, "no regular file, or a link to nothing");
    checkFile(Path.of("/dev/zero"), "no regular file");
  }

  @Test
  void aFileThatMayNotBeReadIsOneProblem() throws Exception {
    var file = Written.in(folder, "{}").file();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

    // Root may read everything, so that there is nothing wrong then.
    if (!Files.isReadable(file)) checkFile(file, "may not read");
    else assertThat(McpJson.read(List.of(file), Map.of()).problems()).isEmpty();
  }

  @Test
  void aHugeFileIsOneProblem() throws Exception {
    var file = Written.in(folder, "").file();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[]{'}'}), 100L << 20);
    }

    checkFile(file, "larger than 4 MiB");
  }

  @Test
  void aBrokenFileDoesNotHideTheOthers() {
    var near = Written.in(folder.resolve("a"), "{oops");
    var far = Written.in(folder, GOOD);

    var configuration = McpJson.read(List.of(near.file(), far.file()), Map.of());

    assertThat(configuration.entries()).containsOnlyKeys("notes", "web");
    assertThat(configuration.files()).containsExactly(far.file());
    assertThat(configuration.problems()).hasSize(1);
    assertThat(configuration.problems().getFirst()).hasToString(near.file()
        + ":1:2: not valid JSON: unexpected 'o' where a name should be. No server of this file is"
        + " listed. Write the name in double quotes.");
  }

  private void check(String text, int line, int column, String... parts) {
    checkBytes(text.getBytes(StandardCharsets.UTF_8), line, column, parts);
  }

  private void checkBytes(byte[] content, int line, int column, String... parts) {
    var configuration = Written.in(folder, content).read();

    assertThat(configuration.entries()).isEmpty();
    assertThat(configuration.files()).isEmpty();
    assertThat(configuration.problems()).hasSize(1);
    var problem = configuration.problems().getFirst();
    assertThat(problem.line() + ":" + problem.column()).as(problem.message())
        .isEqualTo(line + ":" + column);
    assertThat(problem.message()).contains(parts).contains(". No server of this file is listed. ");
  }

  private static void checkFile(Path file, String what) {
    var problems = McpJson.read(List.of(file), Map.of()).problems();

    assertThat(problems).singleElement()
        .hasToString(file + ":1:1: " + problems.getFirst().message());
    assertThat(problems.getFirst().message()).contains(what);
  }

  private static void assertInside(Problem problem, byte[] content) {
    var lines = new String(content, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
    assertThat(problem.line()).isBetween(1, lines.length);
    assertThat(problem.column()).isBetween(1, lines[problem.line() - 1].length() + 1);
  }

  private static byte[] with(byte[] head, int... more) {
    var all = Arrays.copyOf(head, head.length + more.length);
    for (int i = 0; i < more.length; i++) all[head.length + i] = (byte) more[i];
    return all;
  }
}
