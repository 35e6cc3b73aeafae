package dev.hotplug.app.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.tools.Catalogs;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of a server with its next answer. */
class NewsTest {
  private static final Change EDIT = Change.of(Change.Kind.FILES, List.of("a.py"));
  private static final News.Failure BROKEN = new News.Failure(News.Stage.START, "it broke",
      List.of("a.py"), OptionalLong.of(1));

  private static final ServerSpec SPEC = new ServerSpec.Stdio("s", "x", List.of(), Map.of(), null,
      Options.DEFAULT);

  private final News news = new News();
  private @Nullable Started serving;

  @Test
  void aReloadIsToldOnceAndOnlyByTheGenerationItBrought() {
    serves(1, "a");
    starting(2);
    serves(2, "a", "b");

    assertThat(take(1)).isEmpty();
    var item = take(2);
    assertThat(reloaded(item).change()).isEqualTo(EDIT);
    assertThat(reloaded(item).diff().added()).containsExactly("b");
    assertThat(item.map(News.Item::failure)).isEmpty();
    assertThat(take(2)).isEmpty();
    assertThat(news.take("other", 2, Optional::empty)).isEmpty();
  }

  @Test
  void toolsThatChangeWithoutAStartAreToldOnceWithAllThatChanged() {
    serves(1, "a");
    turns(1, "a", "b");
    turns(1, "b", "b", "c");

    var turned = requireNonNull(take(1).orElseThrow().turned());

    assertThat(turned.generation()).isEqualTo(1);
    assertThat(turned.diff().added()).containsExactly("b", "c");
    assertThat(turned.diff().removed()).containsExactly("a");
    assertThat(take(1)).isEmpty();
  }

  @Test
  void whatAGenerationMadeOfItsToolsIsOverWithIt() {
    serves(1, "a");
    turns(1, "a", "b");
    starting(2);
    serves(2, "a");
    turns(1, "b", "c");

    assertThat(take(2).map(News.Item::turned)).isEmpty();
    assertThat(take(1)).isEmpty();
  }

  @Test
  void anAnswerThatIsQuickerThanTheWordOfItsGenerationHasIt() {
    serves(1, "a");
    starting(2);
    serving = started(2, "b");

    assertThat(reloaded(take(2)).diff().added()).containsExactly("b");
    serves(2, "b");
    assertThat(take(2)).isEmpty();
  }

  @Test
  void ofSeveralReloadsTheLastIsToldWithAllThatChanged() {
    serves(1, "a");
    starting(2);
    serves(2, "b");
    starting(3);
    serves(3, "b", "c");

    var diff = reloaded(take(3)).diff();

    assertThat(diff.added()).containsExactly("b", "c");
    assertThat(diff.removed()).containsExactly("a");
  }

  @Test
  void onceToldTheNextStartsFromThere() {
    serves(1, "a");
    starting(2);
    serves(2, "b");
    take(2);
    starting(3);
    serves(3, "b", "c");

    var diff = reloaded(take(3)).diff();

    assertThat(diff.added()).containsExactly("c");
    assertThat(diff.removed()).isEmpty();
  }

  @Test
  void whatSomebodyReloadedIsNoNews() {
    serves(1, "a");
    news.hear(new SupervisorEvent.Starting("s", 2, SPEC, Optional.empty()));
    serves(2, "b");

    assertThat(take(2)).isEmpty();
    starting(3);
    serves(3, "b", "c");
    assertThat(reloaded(take(3)).diff().added()).containsExactly("c");
  }

  @Test
  void aFailureIsToldOnceByWhoeverAnswersAndStandsUntilSomethingNewServes() {
    serves(1, "a");
    startFails(2);

    assertThat(take(1)).contains(new News.Item(null, BROKEN, null));
    assertThat(take(1)).isEmpty();
    assertThat(news.standing("s")).contains(BROKEN);
    starting(3);
    serves(3, "a");
    assertThat(news.standing("s")).isEmpty();
  }

  @Test
  void aReloadThatComesAfterAFailureIsAllThereIsToTell() {
    serves(1, "a");
    startFails(2);
    starting(3);
    serving = started(3, "a");

    var item = take(3);

    assertThat(item.map(News.Item::failure)).isEmpty();
    assertThat(reloaded(item).generation()).isEqualTo(3);
  }

  @Test
  void aFailureThatComesAfterAReloadIsToldWithIt() {
    serves(1, "a");
    starting(2);
    serves(2, "b");
    news.failed("s", BROKEN);

    var item = take(2);

    assertThat(reloaded(item).generation()).isEqualTo(2);
    assertThat(item.map(News.Item::failure)).contains(BROKEN);
  }

  @Test
  void aFailedBuildStandsUntilFilesWereBuiltAndServe() {
    var unbuilt = new News.Failure(News.Stage.BUILD, "it broke", List.of(), OptionalLong.of(1));
    serves(1, "a");
    news.failed("s", unbuilt);

    news.hear(new SupervisorEvent.Starting("s", 2, SPEC, Optional.empty()));
    serves(2, "a");
    assertThat(news.standing("s")).contains(unbuilt);
    assertThat(take(2)).contains(new News.Item(null, unbuilt, null));
    starting(3);
    serves(3, "a");

    assertThat(news.standing("s")).isEmpty();
  }

  @Test
  void ofAnUnloadedServerThereIsNothingToTell() {
    serves(1, "a");
    startFails(2);

    news.hear(new SupervisorEvent.Unloaded("s"));

    assertThat(take(2)).isEmpty();
    assertThat(news.standing("s")).isEmpty();
  }

  private void turns(long generation, String before, String... now) {
    news.hear(new SupervisorEvent.ToolsChanged("s", generation, offering(now),
        CatalogDiff.between(offering(before), offering(now))));
  }

  private void starting(long generation) {
    news.hear(new SupervisorEvent.Starting("s", generation, SPEC, Optional.of(EDIT)));
  }

  private void startFails(long generation) {
    starting(generation);
    news.hear(
        new SupervisorEvent.StartFailed("s", generation, Cause.of("broke"), OptionalLong.empty()));
    news.failed("s", BROKEN);
  }

  private void serves(long generation, String... tools) {
    serving = started(generation, tools);
    news.hear(generation == 1 ? new SupervisorEvent.Loaded("s", serving)
        : new SupervisorEvent.Reloaded("s", serving));
  }

  private static Started started(long generation, String... tools) {
    var nothing = new CatalogDiff(List.of(), List.of(), List.of());
    return new Started(generation, OptionalLong.empty(), Reload.SWAP, offering(tools), nothing,
        new Readiness.Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO), Duration.ZERO,
        Optional.empty());
  }

  private Optional<News.Item> take(long generation) {
    return news.take("s", generation, () -> Optional.ofNullable(serving));
  }

  private static News.Reloaded reloaded(Optional<News.Item> item) {
    return item.map(News.Item::reloaded).orElseThrow();
  }

  private static ToolCatalog offering(String... names) {
    return Catalogs.of(Arrays.stream(names)
        .map(name -> Catalogs.tool(name, "", "{\"type\":\"object\"}"))
        .toArray(Tool[]::new));
  }
}
