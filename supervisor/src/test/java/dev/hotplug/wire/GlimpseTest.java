package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a giant line answers is told from its first and last bytes. */
class GlimpseTest {
  private static final String GIANT = "{\"x\":\"" + "x".repeat(5_000) + "\"}";

  @Test
  void theIdIsFoundFirstAndLast() {
    answers(7, "{'jsonrpc':'2.0','id':7,'result':$}");
    answers(7, "{'id':7,'jsonrpc':'2.0','result':$}");
    answers(7, "{'id':7,'result':$,'jsonrpc':'2.0'}");
    answers(7, "{ \"jsonrpc\" : \"2.0\" ,\t\"id\" : 7 , 'error' : $ }");
    answers(7, "\uFEFF {'jsonrpc':'2.0','id':7,'result':$}");
    answers(7, "{'jsonrpc':'2.0','result':$,'id':7}");
    answers(7, "{'result':$,'id':7,'jsonrpc':'2.0'}");
    answers(7, "{'result':$,'jsonrpc':'2.0','id':7}");
    answers(7, "{ 'error' : $ , 'id' : 7 } \r");
    answers(123_456_789_012_345_678L, "{'id':123456789012345678,'result':$}");
  }

  @Test
  void anIdThatCameBackAsAStringIsFoundToo() {
    answers(7, "{'jsonrpc':'2.0','id':'7','result':$}");
    answers(7, "{'jsonrpc':'2.0','result':$,'id':'7'}");
  }

  @Test
  void whatTheOtherSideAsksOrTellsIsNoAnswer() {
    answersNothing("{'jsonrpc':'2.0','id':7,'method':'m','params':$}");
    answersNothing("{'jsonrpc':'2.0','method':'m','params':$,'id':7}");
    answersNothing("{'method':'m','params':$,'id':7,'jsonrpc':'2.0'}");
    answersNothing("{'params':$,'method':'m','id':7,'jsonrpc':'2.0'}");
    answersNothing("{'jsonrpc':'2.0','method':'m','params':$}");
  }

  @Test
  void anIdInsideTheResultIsNotTheAnswersId() {
    answersNothing("{'jsonrpc':'2.0','result':{'a':$,'id':7}}");
    answersNothing("{'jsonrpc':'2.0','result':$,'id':'seven'}");
    answersNothing("{'jsonrpc':'2.0','id':1.5,'result':$}");
    answersNothing("{'jsonrpc':'2.0','id':1234567890123456789,'result':$}");
    answersNothing("[{'jsonrpc':'2.0','id':7,'result':$}]");
    answersNothing("noise $ noise");
  }

  @Test
  void theIdOfARequestIsFoundFirstAndLast() {
    asks("7", "{'jsonrpc':'2.0','id':7,'method':'m','params':$}");
    asks("-7", "{ 'id' : -7 , 'jsonrpc':'2.0', 'method':'m','params':$}");
    asks("'a b'", "{'method':'m','params':$,'jsonrpc':'2.0','id':'a b'}");
    asks("7", "{'jsonrpc':'2.0','method':'m','params':$,'id':7}");
    asks("''", "{'method':'m','params':$,'id':'','jsonrpc':'2.0'}");
    asks(null, "{'jsonrpc':'2.0','method':'m','params':{'a':$,'id':7}}");
    asks(null, "{'jsonrpc':'2.0','method':'m','params':$}");
    asks(null, "{'jsonrpc':'2.0','id':1.5,'method':'m','params':$}");
    asks(null, "{'jsonrpc':'2.0','id':'\u00E9','method':'m','params':$}");
    asks(null, "{'jsonrpc':'2.0','id':'\\n','method':'m','params':$}");
    asks(null, "{'jsonrpc':'2.0','result':$,'id':7}");
    asks(null, "noise $,'id':7}");
  }

  private static void asks(@Nullable String id, String line) {
    var glimpse = new Glimpse();
    var bytes = line.replace('\'', '"').replace("$", GIANT).getBytes(StandardCharsets.UTF_8);
    glimpse.begins(Arrays.copyOf(bytes, 1_024));

    var own = glimpse.ownId(Arrays.copyOfRange(bytes, bytes.length - 1_024, bytes.length));

    assertThat(own).as(line).isEqualTo(id == null ? null : Span.of(id.replace('\'', '"')));
  }

  @Test
  void oneLineLeavesNothingForTheNext() {
    var finder = new Glimpse();
    assertThat(found(finder, "{'result':$,'id':7}")).contains(7L);

    assertThat(found(finder, "{'method':'m','params':$,'id':8}")).isEmpty();
  }

  private static void answers(long id, String line) {
    assertThat(found(new Glimpse(), line)).as(line).contains(id);
  }

  private static void answersNothing(String line) {
    assertThat(found(new Glimpse(), line)).as(line).isEmpty();
  }

  private static Optional<Long> found(Glimpse finder, String line) {
    var bytes = line.replace('\'', '"').replace("$", GIANT).getBytes(StandardCharsets.UTF_8);
    var first = finder.begins(Arrays.copyOf(bytes, 1_024));
    var last = finder.ends(Arrays.copyOfRange(bytes, bytes.length - 1_024, bytes.length));
    return first.or(() -> last);
  }
}
