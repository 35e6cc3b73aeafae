package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists follow each other, and the newest counts. */
@Timeout(30)
class ListingTest {
  /** The lists under way, each waiting for the test to answer it. */
  private final BlockingQueue<CompletableFuture<Handshake.Step<ToolCatalog>>> asked = new LinkedBlockingQueue<>();
  private final Listing listing = new Listing(this::list, "list-test");

  private Handshake.Step<ToolCatalog> list() {
    var answer = new CompletableFuture<Handshake.Step<ToolCatalog>>();
    asked.add(answer);
    return answer.join();
  }

  @Test
  void anOlderListNeverReplacesANewerOne() throws Exception {
    var first = listing.ask();
    var older = next();

    listing.changed();
    assertThat(asked).isEmpty();
    older.complete(tools("old"));
    next().complete(tools("old", "new"));

    assertThat(Await.result(first)).isEqualTo(tools("old"));
    Await.until("the newer one counts", () -> listing.tools().names().contains("new"));
  }

  @Test
  void whoFollowsHearsOfEachListAndOfTheOneBeforeIt() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    var first = listing.ask();
    next().complete(tools("a"));
    Await.result(first);

    listing.follow((before, now) -> heard.add(before.names() + " -> " + now.names()));
    listing.changed();
    next().complete(tools("b"));

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("[a] -> [b]");
  }

  @Test
  void aFloodOfChangesIsListedOnceMore() throws Exception {
    var first = listing.ask();
    var running = next();

    for (int i = 0; i < 10_000; i++) listing.changed();
    running.complete(tools("a"));
    next().complete(tools("b"));

    Await.result(first);
    Await.until("the second one counts", () -> listing.tools().names().equals(List.of("b")));
    assertThat(asked).isEmpty();
  }

  @Test
  void whoAsksWhileAListIsUnderWayGetsTheNext() throws Exception {
    var first = listing.ask();
    var running = next();

    var second = listing.ask();
    var third = listing.ask();
    running.complete(tools("a"));
    assertThat(Await.result(first)).isEqualTo(tools("a"));
    assertThat(second).isNotDone();
    next().complete(tools("b"));

    assertThat(Await.result(second)).isEqualTo(tools("b"));
    assertThat(Await.result(third)).isEqualTo(tools("b"));
    assertThat(asked).isEmpty();
  }

  @Test
  void changesBeforeTheFirstListAreComprisedInIt() throws Exception {
    listing.changed();
    listing.changed();
    assertThat(listing.tools()).isEqualTo(ToolCatalog.EMPTY);

    var first = listing.ask();
    next().complete(tools("a"));

    assertThat(Await.result(first)).isEqualTo(tools("a"));
    assertThat(asked).isEmpty();
  }

  @Test
  void aListThatFailsLeavesTheFormerOne() throws Exception {
    var _ = listing.ask();
    next().complete(tools("a"));
    Await.until("it counts", () -> !listing.tools().names().isEmpty());

    var failing = listing.ask();
    next().complete(new Handshake.Step.Stuck<>("no", new Reply.Clogged()));

    assertThat(Await.result(failing)).isInstanceOf(Handshake.Step.Stuck.class);
    assertThat(listing.tools().names()).containsExactly("a");
  }

  @Test
  void aFaultReachesWhoWaitsAndTheNextListIsMade() throws Exception {
    var faulty = listing.ask();
    var second = listing.ask();
    next().completeExceptionally(new IllegalStateException("a fault"));
    next().complete(tools("a"));

    assertThatThrownBy(faulty::join).hasRootCauseMessage("a fault");
    assertThat(Await.result(second)).isEqualTo(tools("a"));
  }

  private CompletableFuture<Handshake.Step<ToolCatalog>> next() throws InterruptedException {
    var next = asked.poll(10, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("no list is under way");
    return next;
  }

  private static Handshake.Step<ToolCatalog> tools(String... names) {
    var definitions = List.of(names)
        .stream()
        .map(name -> Span.of("{\"name\":\"" + name + "\",\"inputSchema\":{}}"))
        .toList();
    return new Handshake.Step.Done<>(ToolCatalog.of(definitions));
  }
}
