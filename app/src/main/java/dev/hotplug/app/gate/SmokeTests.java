package dev.hotplug.app.gate;

import dev.hotplug.app.compare.Shown;
import dev.hotplug.spec.Cut;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Smoke;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.RpcError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The smoke tests of one start, made one after the other until one fails.
 *
 * @param ours takes out our own secrets
 */
record SmokeTests(List<Smoke> tests, ServerSpec spec, Redaction ours) {
  /** For a call of a server that may take as long as it likes. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** In characters. */
  private static final int SHOWN = 200;

  private static final int LONGEST_NAME = 100;

  private static final String HINT = "What is expected stands in \"hotplug\": {\"dev\": {\"smoke\":"
      + " […]}} of its entry: change that where the new answer is right.";

  /** How many there are, in words. */
  String counted() {
    return tests.size() == 1 ? "its smoke test" : "its " + tests.size() + " smoke tests";
  }

  /** Why {@code upstream} must not serve; empty when it may. Waits for the answers. */
  Optional<Cause> failure(Upstream upstream, Account account) {
    var shown = new Shown(upstream.redaction().and(ours));
    for (int i = 0; i < tests.size(); i++) {
      var fault = fault(tests.get(i), upstream, shown);
      if (fault.isPresent()) {
        return Optional.of(new Cause(
            "failed " + which(i) + ", " + called(tests.get(i), shown) + ": " + fault.get(), null,
            account.lastLines(), HINT));
      }
    }
    return Optional.empty();
  }

  private String which(int index) {
    return tests.size() == 1 ? "its smoke test"
        : "its smoke test " + (index + 1) + " of " + tests.size();
  }

  private static String called(Smoke test, Shown shown) {
    return shown.words(test.tool(), LONGEST_NAME) + " " + shown.json(test.arguments(), SHOWN);
  }

  /** What is wrong with how one of them is answered, half a sentence; empty for nothing. */
  private Optional<String> fault(Smoke test, Upstream upstream, Shown shown) {
    var tools = upstream.tools();
    if (tools.find(test.tool()).isEmpty()) {
      var names = shown.words(String.join(", ", tools.names()), SHOWN);
      return Optional.of("it lists no such tool" + (names.isEmpty() ? "" : ", but " + names));
    }
    var limit = spec.options().timeouts().call().orElse(LONGEST);
    var call = new ToolCall(test.tool(), test.arguments(), null, Optional.of(limit), null);
    return switch (upstream.call(call).reply().join()) {
      case Reply.Ok(var result) -> new Expectation(test, shown).fault(result);
      case Reply.Refused(var error) -> {
        var rpc = RpcError.of(error);
        yield Optional.of("it was answered with the error " + rpc.code() + ", "
            + shown.words(rpc.message(), SHOWN));
      }
      case Reply.TimedOut(var after) ->
        Optional.of("it was not answered within " + after.toMillis() + " ms");
      case Reply.TooLong(var most) ->
        Optional.of("it was answered with more than " + most + " bytes, the limit of a line");
      case Reply.NoRoom _ ->
        Optional.of("it was answered with a long line, for which there was no room in memory");
      case Reply.Garbled(var reason) ->
        Optional.of("it was answered with what is no JSON-RPC: " + shown.words(reason, SHOWN));
      case Reply.Clogged _ -> Optional.of("it does not read its stdin");
      case Reply.Cancelled _, Reply.Closed _ ->
        Optional.of("it " + Cut.of(upstream.ended().join().what(), SHOWN));
    };
  }
}
