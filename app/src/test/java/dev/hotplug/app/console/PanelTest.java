package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.console.Key.Named;
import dev.hotplug.app.console.Panel.Step;
import dev.hotplug.app.console.Panel.Wish;
import dev.hotplug.app.tools.Catalogs;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keys mean: a panel and a key in, a panel and a wish out. */
class PanelTest {
  private static final Tool ADD = Catalogs.tool("add", "",
      "{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}");
  private static final Tool SUB = Catalogs.tool("sub", "", "{}");
  private static final List<Tool> BOTH = List.of(ADD, SUB);
  private static final Panel OVERVIEW = new Panel.Overview();
  private static final long NEXT = 3;

  @Test
  void lettersAreCommands() {
    check(OVERVIEW, Key.of('r'), OVERVIEW, new Wish.Reload());
    check(OVERVIEW, Key.of('b'), OVERVIEW, new Wish.Build());
    check(OVERVIEW, Key.of('q'), OVERVIEW, new Wish.Quit());
    check(OVERVIEW, Key.of('x'), OVERVIEW);
    check(OVERVIEW, Named.UP, OVERVIEW);
    check(OVERVIEW, Key.of('t'), tools(0));
    check(tools(1), Key.of('r'), OVERVIEW, new Wish.Reload());
    check(tools(1), Key.of('q'), tools(1), new Wish.Quit());
    check(result(0), Key.of('t'), tools(0));
  }

  @Test
  void aToolIsChosenFromTheList() {
    check(tools(0), Named.DOWN, tools(1));
    check(tools(1), Named.DOWN, tools(1));
    check(tools(1), Named.UP, tools(0));
    check(tools(0), Named.UP, tools(0));
    check(tools(0), Named.END, tools(1));
    check(tools(1), Named.HOME, tools(0));
    check(tools(1), Named.ESCAPE, OVERVIEW);
    check(tools(0), Named.ENTER, asking("{\"a\": 1}"));
    check(new Panel.Tools(List.of(), 0), Named.ENTER, new Panel.Tools(List.of(), 0));
  }

  @Test
  void argumentsAreTypedAndSent() {
    check(asking("{}"), Key.of('q'), asking("{}q"));
    check(asking("{}"), Named.ESCAPE, tools(0));
    check(asking("{\"a\": 2}"), Named.ENTER, new Panel.Result("add", NEXT, 0),
        new Wish.Call("add", Span.of("{\"a\": 2}")));
    check(asking(" "), Named.ENTER, new Panel.Result("add", NEXT, 0),
        new Wish.Call("add", Span.of("{}")));
  }

  @Test
  void whatIsNoObjectIsKeptToBeMended() {
    for (var typed : List.of("{\"a\": ", "[]", "1")) {
      var refused = new Panel.Arguments(ADD, Typing.of(typed), true);
      check(asking(typed), Named.ENTER, refused);
      check(refused, Key.of('}'), asking(typed + "}"));
    }
  }

  @Test
  void aResultIsScrolled() {
    check(result(0), Named.DOWN, result(1));
    check(result(1), Named.UP, result(0));
    check(result(0), Named.UP, result(0));
    check(result(1), Named.LEFT, result(1));
    check(result(1), Named.ESCAPE, OVERVIEW);
    check(result(1), Named.ENTER, OVERVIEW);
  }

  @Test
  void aLineIsTyped() {
    typed("ab", 2, Key.of('c'), "abc", 3);
    typed("ab", 1, Key.of('c'), "acb", 2);
    typed("ab", 1, Named.BACKSPACE, "b", 0);
    typed("ab", 0, Named.BACKSPACE, "ab", 0);
    typed("ab", 1, Named.LEFT, "ab", 0);
    typed("ab", 0, Named.LEFT, "ab", 0);
    typed("ab", 2, Named.RIGHT, "ab", 2);
    typed("ab", 1, Named.HOME, "ab", 0);
    typed("ab", 1, Named.END, "ab", 2);
    typed("ab", 1, Named.CLEAR, "", 0);
    typed("ab", 1, Named.UP, "ab", 1);
    typed("", 0, Key.of(0x1F600), "\uD83D\uDE00", 2);
    typed("\uD83D\uDE00", 2, Named.LEFT, "\uD83D\uDE00", 0);
    typed("\uD83D\uDE00", 2, Named.BACKSPACE, "", 0);
    typed("x".repeat(64 * 1024), 0, Key.of('c'), "x".repeat(64 * 1024), 0);
  }

  private static void typed(String text, int cursor, Key key, String then, int cursorThen) {
    assertThat(new Typing(text, cursor).after(key)).isEqualTo(new Typing(then, cursorThen));
  }

  private static void check(Panel panel, Key key, Panel then) {
    check(panel, key, then, new Wish.Nothing());
  }

  private static void check(Panel panel, Key key, Panel then, Wish wish) {
    assertThat(panel.after(key, BOTH, NEXT)).isEqualTo(new Step(then, wish));
  }

  private static Panel tools(int chosen) {
    return new Panel.Tools(BOTH, chosen);
  }

  private static Panel result(int from) {
    return new Panel.Result("add", 0, from);
  }

  private static Panel asking(String text) {
    return new Panel.Arguments(ADD, Typing.of(text));
  }
}
