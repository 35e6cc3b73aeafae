package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.tools.Catalogs;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.app.watch.WatchStatus;
import dev.hotplug.supervisor.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:03:04Z");
  private static final Panel.Overview OVERVIEW = new Panel.Overview();

  @Test
  void aServerJustStarted() {
    var standing = new Standing("notes", ServerState.STARTING, OptionalLong.empty(), Duration.ZERO,
        List.of(), Optional.empty());

    check(new Picture(standing, Recent.NOTHING, OVERVIEW), 40, 4, """
        notes  starting


        r reload  b build  t tools  q quit""");
  }

  @Test
  void allThatHappensHasItsPlace() {
    var recent = recent(news("generation 1 serves"), item(Kind.TROUBLE, "it failed\nline 12"),
        item(Kind.CALL, "add  12 ms  ok  {}\n5"), item(Kind.OUTPUT, "g1| hello"));

    check(new Picture(built(), recent, OVERVIEW), 50, 13, """
        notes  ready  generation 2  up 1 min 4 s  pids 41,
        watches 2 files (native): /work: *.py
        builds by make: failed 12:03:04, 1.50 s
        ── changes ───────────────────────────────────────
        12:03:04 generation 1 serves
        12:03:04 it failed
          line 12
        ── calls ─────────────────────────────────────────
        12:03:04 add  12 ms  ok  {}
        ── stderr ────────────────────────────────────────
        12:03:04 g1| hello

        r reload  b build  t tools  q quit""");
  }

  @Test
  void ofWhatHasNoRoomTheLastIsShown() {
    var recent = recent(IntStream.range(0, 50)
        .boxed()
        .flatMap(i -> List.of(news("n" + i), item(Kind.CALL, "c" + i), item(Kind.OUTPUT, "o" + i))
            .stream())
        .toArray(Item[]::new));

    check(new Picture(ready(), recent, OVERVIEW), 30, 14, """
        notes  ready  generation 1  up
        ── changes ───────────────────
        12:03:04 n46
        12:03:04 n47
        12:03:04 n48
        12:03:04 n49
        ── calls ─────────────────────
        12:03:04 c48
        12:03:04 c49
        ── stderr ────────────────────
        12:03:04 o47
        12:03:04 o48
        12:03:04 o49
        r reload  b build  t tools  q""");
  }

  @Test
  void longNewsIsWrappedAndWideCharactersCountTwice() {
    var recent = recent(news("日本日本日本日本"), item(Kind.OUTPUT, "日本日本日本日本"));

    check(new Picture(ready(), recent, OVERVIEW), 20, 7, """
        notes  ready  genera
        ── changes ─────────
        12:03:04 日本日本日
        本日本
        ── stderr ──────────
        12:03:04 日本日本日
        r reload  b build  t""");
  }

  @Test
  void toolsAreListedAroundTheChosenOne() {
    var tools = IntStream.range(0, 9)
        .mapToObj(i -> Catalogs.tool("t" + i, "Does it.\nMore.",
            "{\"properties\":{\"a\":{\"type\":\"string\"}}}"))
        .toList();

    check(new Picture(ready(), Recent.NOTHING, new Panel.Tools(tools, 5)), 40, 5, """
        notes  ready  generation 1  up 0 s
          t4(a?: string)  Does it.
        > t5(a?: string)  Does it.
          t6(a?: string)  Does it.
        ↑ ↓ choose  Enter call  Esc back  q quit""");
    check(new Picture(ready(), Recent.NOTHING, new Panel.Tools(List.of(), 0)), 40, 3, """
        notes  ready  generation 1  up 0 s
        It offers no tools.
        ↑ ↓ choose  Enter call  Esc back  q quit""");
  }

  @Test
  void whatIsTypedIsShownAroundItsCursor() {
    var tool = Catalogs.tool("add", "Adds.", "{}");
    var typing = Typing.of("{\"text\": \"a long one\"}");

    check(new Picture(ready(), Recent.NOTHING, new Panel.Arguments(tool, typing)), 12, 7, """
        notes  ready
        add()  Adds.

        arguments, a
        long one"}

        Enter call""");
  }

  @Test
  void whatIsNoObjectIsSaidToBeNone() {
    var tool = Catalogs.tool("add", "Adds.", "{}");

    check(new Picture(ready(), Recent.NOTHING, new Panel.Arguments(tool, Typing.of("["), true)), 50,
        6, """
            notes  ready  generation 1  up 0 s
            add()  Adds.

            this is no JSON object, so it was not called:
            [
            Enter call  Ctrl-U clear  Esc back""");
  }

  @Test
  void aResultIsShownWhenItIsThereAndCanBeScrolled() {
    var recent = recent(Item.ofCall(AT, 2, "add  1 ms  ok  {}\n1\n2\n3\n4"),
        Item.ofCall(AT, 1, "slow  9 ms  ok  {}"));

    check(new Picture(ready(), recent, new Panel.Result("add", 3, 0)), 40, 3, """
        notes  ready  generation 1  up 0 s
        add is being called …
        ↑ ↓ scroll  Esc back  t tools  q quit""");
    check(new Picture(ready(), recent, new Panel.Result("add", 2, 9)), 40, 4, """
        notes  ready  generation 1  up 0 s
          3
          4
        ↑ ↓ scroll  Esc back  t tools  q quit""");
  }

  @Test
  void nothingIsTooLongOrTooManyWhateverTheSize() {
    var recent = recent(news("a text of several words 日本"), item(Kind.CALL, "c"),
        item(Kind.OUTPUT, "o\u001b[31mr\u0007\u001b]0;title\u0007\u202Eed"));
    var tool = Catalogs.tool("add", "Adds.", "{}");
    var panels = List.of(OVERVIEW, new Panel.Tools(List.of(tool), 0),
        new Panel.Arguments(tool, Typing.of("{日本}")), new Panel.Result("add", 0, 0));

    for (var panel : panels) {
      for (int columns = 1; columns < 60; columns += 3) {
        for (int rows = 1; rows < 20; rows++) {
          var lines = drawn(new Picture(built(), recent, panel), columns, rows);
          assertThat(lines).hasSizeLessThanOrEqualTo(rows);
          for (var line : lines) {
            assertThat(line.columnLength()).isLessThanOrEqualTo(Math.max(2, columns));
            assertThat(line.toString()).doesNotContainPattern("[\\p{Cc}\u202E]");
          }
        }
      }
    }
  }

  private static Standing ready() {
    return new Standing("notes", ServerState.READY, OptionalLong.of(1), Duration.ZERO, List.of(),
        Optional.empty());
  }

  private static Standing built() {
    var result = new BuildResult(AT, false, Duration.ofMillis(1_500), List.of(), "exit code 1",
        List.of());
    var watch = new WatchStatus(WatchStatus.Mode.NATIVE, "why", List.of("/work: *.py"), 2,
        Duration.ZERO, List.of(), Optional
            .of(new WatchStatus.BuildStatus(List.of("make"), "why", false, Optional.of(result))));
    return new Standing("notes", ServerState.READY, OptionalLong.of(2), Duration.ofSeconds(64),
        List.of(41L, 42L), Optional.of(watch));
  }

  private static Recent recent(Item... items) {
    return Recent.NOTHING.and(List.of(items));
  }

  private static Item news(String text) {
    return item(Kind.NEWS, text);
  }

  private static Item item(Kind kind, String text) {
    return Item.of(AT, kind, text);
  }

  private static List<AttributedString> drawn(Picture picture, int columns, int rows) {
    return new Drawing(columns, rows, new Clockwork(ZoneOffset.UTC)).of(picture);
  }

  private static void check(Picture picture, int columns, int rows, String expected) {
    assertThat(drawn(picture, columns, rows)).extracting(line -> line.toString().stripTrailing())
        .containsExactlyElementsOf(expected.lines().toList());
  }
}
