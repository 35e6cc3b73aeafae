package dev.hotplug.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final Redaction NOTHING = new Redaction(Map.of());

  private final AtomicLong ids = new AtomicLong();
  private final Memory memory = new Memory(ids::incrementAndGet);

  private void add(String tool, String arguments, String result) {
    memory.add(tool, true, Span.of(arguments), Span.of(result), NOTHING);
  }

  private List<Long> ids() {
    return memory.all().stream().map(Remembered::id).toList();
  }

  @Test
  void ofEachToolTheLastFiveAreKept() {
    for (int i = 1; i <= 7; i++) add("a", "{\"i\":" + i + "}", "{}");
    add("b", "{}", "{}");

    assertThat(ids()).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void aCallThatIsMadeAgainKeepsItsIdAndHasItsNewestResult() {
    add("a", "{\"i\":1}", "{\"r\":1}");
    add("a", "{\"i\":2}", "{\"r\":2}");
    add("a", "{\"i\":1}", "{\"r\":3}");

    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(memory.all().getFirst().result()).hasToString("{\"r\":3}");
  }

  @Test
  void ofManyToolsTheLastHundredAreKept() {
    for (int i = 0; i < 105; i++) {
      add("tool" + i, "{}", "{}");
      add("tool0", "{}", "{}");
    }

    assertThat(memory.all()).hasSize(100)
        .extracting(Remembered::tool)
        .contains("tool0", "tool104", "tool6")
        .doesNotContain("tool1", "tool5");
  }

  @Test
  void whatNeedsTooMuchRoomPushesTheOldestOut() {
    var large = "{\"r\":\"" + "x".repeat(60_000) + "\"}";
    add("small", "{}", "{}");
    for (int i = 0; i < 5; i++) add("large", "{\"i\":" + i + "}", large);

    assertThat(ids()).containsExactly(3L, 4L, 5L, 6L);
    assertThat(memory.all().stream().mapToInt(Remembered::bytes).sum()).isLessThan(256 * 1024);
  }

  @Test
  void aResultThatGrowsWhenItIsRenewedPushesTheOldestOut() {
    var large = Span.of("{\"r\":\"" + "x".repeat(60_000) + "\"}");
    for (int i = 0; i < 5; i++) add("a", "{\"i\":" + i + "}", "{}");

    for (var call : memory.all()) memory.renew(call, large, NOTHING);

    assertThat(memory.all()).hasSize(4).allMatch(call -> call.result().equals(large));
  }

  @Test
  void whatIsTooLargeForItIsKnown() {
    var small = Span.of("{}");

    assertThat(Memory.hasRoomFor(small, Span.string("x".repeat(65_534)))).isTrue();
    assertThat(Memory.hasRoomFor(small, Span.string("x".repeat(65_535)))).isFalse();
    assertThat(Memory.hasRoomFor(Span.string("x".repeat(16_382)), small)).isTrue();
    assertThat(Memory.hasRoomFor(Span.string("x".repeat(16_383)), small)).isFalse();
  }

  @Test
  void whatIsForgottenIsNotRenewed() {
    add("a", "{}", "{\"r\":1}");
    var before = memory.all().getFirst();
    add("a", "{}", "{\"r\":2}");

    memory.renew(before, Span.of("{\"r\":3}"), NOTHING);

    assertThat(memory.all()).singleElement()
        .satisfies(call -> assertThat(call.result()).hasToString("{\"r\":2}"));
  }
}
