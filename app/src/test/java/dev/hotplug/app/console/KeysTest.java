package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.console.Key.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void charactersAreKeys() throws Exception {
    sent("rß{", Key.of('r'), Key.of('ß'), Key.of('{'));
    sent("\uD83D\uDE00", Key.of(0x1F600));
    sent("\r\n\u007f\b\u0015", Named.ENTER, Named.ENTER, Named.BACKSPACE, Named.BACKSPACE,
        Named.CLEAR);
  }

  @Test
  void severalCharactersCanBeOneKey() throws Exception {
    sent("\u001b[A\u001bOB\u001b[1;5C\u001b[D\u001b[H\u001b[F", Named.UP, Named.DOWN, Named.RIGHT,
        Named.LEFT, Named.HOME, Named.END);
    sent("\u001b", Named.ESCAPE);
  }

  @Test
  void whatMeansNothingIsNoKey() throws Exception {
    sent("\u0001\u001b[3~\u001bx\uD83Dr");
  }

  @Test
  void atTheEndNobodyCanPressOne() throws Exception {
    var keys = new Keys(_ -> Keys.Source.END);

    assertThat(keys.haveEnded()).isFalse();
    assertThat(keys.next(1)).isEmpty();
    assertThat(keys.haveEnded()).isTrue();
  }

  private static void sent(String characters, Key... expected) throws IOException {
    var left = new ArrayList<>(characters.chars().boxed().toList());
    var keys = new Keys(_ -> left.isEmpty() ? Keys.Source.NONE : left.removeFirst());
    var found = new ArrayList<Key>();
    while (!left.isEmpty()) keys.next(1).ifPresent(found::add);
    assertThat(found).isEqualTo(List.of(expected));
  }
}
