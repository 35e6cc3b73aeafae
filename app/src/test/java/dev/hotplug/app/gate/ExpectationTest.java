package dev.hotplug.app.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.compare.Shown;
import dev.hotplug.spec.Smoke;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Span LARGE = Span
      .of("{\"content\":[{\"type\":\"text\",\"text\":\"" + "t".repeat(2_000_000) + "\"}]}");

  private static Optional<String> fault(Optional<Span> expected, Span result) {
    var test = new Smoke("say", Span.of("{}"), expected);
    return new Expectation(test, new Shown(new Redaction(Map.of()))).fault(result);
  }

  @Test
  void aLargeResultIsNoFaultUnlessItIsCompared() {
    assertThat(fault(Optional.empty(), LARGE)).isEmpty();
    assertThat(fault(Optional.of(Span.of("{\"content\":[]}")), LARGE).orElseThrow())
        .contains("at most 1048576 are compared");
  }

  @Test
  void whatIsAnErrorOrNoResultIsAFault() {
    assertThat(fault(Optional.empty(), Span.of("{\"isError\":true}"))).isPresent();
    assertThat(fault(Optional.empty(), Span.of("[]"))).isPresent();
    assertThat(fault(Optional.empty(), Span.of("{}"))).isEmpty();
  }
}
