package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/developing.md tells to write, to edit and to call, done as it says. */
class DevelopingIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  /** What we were told of edits: each sentence is about one of them. */
  private static final Set<String> HEARD = new HashSet<>();

  private static final Pattern STEP = Pattern.compile("""
      (?ms)^```(\\w+) (\\S+)\\n(.*?)^```$\
      |^Call `(\\w+)` of `([\\w-]+)` with `([^`]+)`: it (?:still )?answers `([^`]+)`\
      (?:, with `([^`]+)` in `dev.hotplug/reloadFailed`)?\\.$""");

  /** What the page has its reader do. */
  private sealed interface Step {
    /** A file is written, with this in it. */
    record Write(String file, String text) implements Step {}

    /** Lines of a file are replaced by others. */
    record Edit(String file, String diff) implements Step {}

    /**
     * A tool is called, and answers so.
     *
     * @param failure what its answer tells of a reload that failed, null for nothing
     */
    record Call(String tool, String server, String arguments, String text,
        @Nullable String failure) implements Step {}
  }

  @BeforeAll
  static void thePageListsItsServers() throws IOException {
    var list = steps(page("The loop")).getFirst();

    assertThat(list).isInstanceOf(Step.Write.class);
    follow((Step.Write) list);
  }

  @Test
  void itsPythonServerAnswersAnewWhenItIsSaved() throws Exception {
    var project = Files.createDirectory(SHARED.folder().resolve("notes-py"));
    var python = Path.of(TestServers.python(Path.of("server.py")).getFirst());
    Files.createSymbolicLink(project.resolve(".venv"),
        requireNonNull(requireNonNull(python.getParent()).getParent()));

    followAll(steps(page("Python")));
  }

  @Test
  void itsTypeScriptServerIsBuiltWhenItIsSaved() throws Exception {
    var project = Files.createDirectory(SHARED.folder().resolve("notes-ts"));
    Files.createSymbolicLink(project.resolve("node_modules"), TestServers.modules());
    var steps = steps(page("TypeScript"));
    Predicate<Step> isWritten = step -> step instanceof Step.Write;

    followAll(steps.stream().takeWhile(isWritten).toList());
    var built = Ran.in(project, Map.of(), List.of("npm", "run", "build"));
    assertThat(built.exit()).as(built.out() + built.err()).isZero();
    followAll(steps.stream().dropWhile(isWritten).toList());
  }

  @Test
  void itsJavaServerAnswersAnewWhenItIsSaved() throws Exception {
    Files.createDirectory(SHARED.folder().resolve("notes-java"));

    followAll(steps(page("Java")));
  }

  /** The page below a heading, as far as the next one. */
  private static String page(String heading) throws IOException {
    var page = Files.readString(Launcher.path().resolveSibling("docs/developing.md"));
    var found = Pattern.compile("(?ms)^##+ " + heading + "\n(.*?)(?=^##+ )").matcher(page);
    assertThat(found.find()).as(heading).isTrue();
    return requireNonNull(found.group(1));
  }

  /** At least one: a page that is written in another way must not go unread. */
  private static List<Step> steps(String page) {
    var steps = STEP.matcher(page).results().map(DevelopingIT::step).toList();
    assertThat(page.lines().filter(line -> line.matches("```\\w.*|Call `.*"))).hasSameSizeAs(steps)
        .isNotEmpty();
    return steps;
  }

  private static Step step(MatchResult found) {
    var kind = found.group(1);
    if (kind == null) {
      return new Step.Call(group(found, 4), group(found, 5), group(found, 6), group(found, 7),
          found.group(8));
    }
    return kind.equals("diff") ? new Step.Edit(group(found, 2), group(found, 3))
        : new Step.Write(group(found, 2), group(found, 3));
  }

  private static String group(MatchResult found, int number) {
    return requireNonNull(found.group(number));
  }

  private static void followAll(List<Step> steps) throws Exception {
    boolean isEdited = false;
    for (var step : steps) {
      switch (step) {
        case Step.Write write -> follow(write);
        case Step.Edit edit -> follow(edit);
        case Step.Call call -> follow(call, isEdited);
      }
      isEdited = step instanceof Step.Edit;
    }
  }

  private static void follow(Step.Write write) throws IOException {
    var file = SHARED.folder().resolve(write.file());
    Files.createDirectories(requireNonNull(file.getParent()));
    // The java on the PATH may be an older one.
    Files.writeString(file, write.text().replace("\"java\"", Bytes.quote(Java.PROGRAM)));
  }

  private static void follow(Step.Edit edit) throws IOException {
    var file = SHARED.folder().resolve(edit.file());
    var before = lines(edit, "-");
    assertThat(Files.readString(file)).containsOnlyOnce(before);
    Files.writeString(file, Files.readString(file).replace(before, lines(edit, "+")));
  }

  private static String lines(Step.Edit edit, String sign) {
    return edit.diff()
        .lines()
        .filter(line -> line.startsWith(sign))
        .map(line -> line.substring(1) + "\n")
        .collect(Collectors.joining());
  }

  /** Whoever has edited something waits until he is told what became of it. */
  private static void follow(Step.Call call, boolean isEdited) throws Exception {
    if (isEdited) awaitTold(call);

    var answer = SHARED.hotplug().call(call.server(), call.tool(), call.arguments());

    assertThat(answer.text()).isEqualTo(call.text());
    var meta = answer.tree().path("_meta");
    var failure = call.failure();
    assertThat(meta.has("dev.hotplug/reloaded")).isEqualTo(isEdited && failure == null);
    var cause = meta.path("dev.hotplug/reloadFailed").path("cause").asText();
    if (failure == null) assertThat(cause).isEmpty();
    else assertThat(cause).contains(failure);
  }

  private static void awaitTold(Step.Call call) throws InterruptedException {
    var failure = call.failure();
    var what = failure == null ? "\"" + call.server() + "\" was reloaded" : failure;
    var _ = SHARED.hotplug().awaitNotification(it -> {
      var sentence = it.tree().at("/data/message").asText();
      return sentence.contains("\"" + call.server() + "\"") && sentence.contains(what)
          && HEARD.add(sentence);
    });
  }
}
