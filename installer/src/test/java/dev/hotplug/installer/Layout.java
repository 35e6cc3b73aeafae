package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One repository of the tables in {@code layouts}, and the plan that a person would make of it.
 *
 * <p>Of a plan, {@code steps} has a line for each step and {@code start} one line; of each line the
 * words count that are told, in their order, where a word also stands for the end of a path. A
 * step's first word may be the folder where it runs, {@code packages/mcp$}.
 */
record Layout(JsonNode json) {
  private static final Set<String> FIELDS = Set.of("layout", "files", "plan", "machine", "subdir");
  private static final Set<String> PLAN = Set.of("ecosystem", "folder", "steps", "start",
      "arguments", "variables", "never", "choices", "nothing");
  private static final String[] EVERY_TOOL = {"node", "npm", "npx", "pnpm", "yarn", "bun",
      "python3", "uv", "poetry", "pdm", "go", "cargo", "java", "javac", "mvn", "gradle", "dotnet",
      "deno"};

  Layout {
    json.fieldNames().forEachRemaining(it -> known(it, FIELDS));
    json.path("plan").fieldNames().forEachRemaining(it -> known(it, PLAN));
  }

  /** Those of the table {@code name}. */
  static List<Layout> table(String name) {
    try (var text = Objects.requireNonNull(Layout.class.getResourceAsStream("/layouts/" + name))) {
      return layouts(new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  static List<Layout> layouts(JsonNode table) {
    var all = new ArrayList<Layout>();
    table.forEach(it -> all.add(new Layout(it)));
    return all;
  }

  String name() {
    return json.path("layout").asText();
  }

  /** How the plan made of it differs from the one that is told; empty if it does not. */
  Optional<String> miss(Path folder) {
    var detection = skeleton(folder).detect();
    var found = switch (detection) {
      case Detection.Found(var recipe) -> isPlan() ? differences(recipe) : List.of("a plan");
      case Detection.Ambiguous(var choices) -> otherChoices(choices);
      case Detection.Nothing(var reason, _, _) ->
        plan().has("nothing") && reason.contains(plan().path("nothing").asText())
            ? List.<String>of()
            : List.of(reason);
    };
    return found.isEmpty() ? Optional.empty() : Optional.of(name() + ": " + found);
  }

  private static void known(String field, Set<String> fields) {
    if (!fields.contains(field)) throw new IllegalArgumentException("unknown: " + field);
  }

  private Skeleton skeleton(Path folder) {
    var skeleton = Skeleton.in(folder)
        .tools(
            json.has("machine") ? texts(json.path("machine")).toArray(String[]::new) : EVERY_TOOL);
    json.path("files")
        .properties()
        .forEach(it -> skeleton.exactly(it.getKey(), content(it.getValue())));
    return json.has("subdir") ? skeleton.subdir(json.path("subdir").asText()) : skeleton;
  }

  /** A mapping is the JSON that it looks like. */
  private static String content(JsonNode file) {
    if (file.isNull()) return "";
    return file.isTextual() ? file.textValue() : file.toString();
  }

  private JsonNode plan() {
    return json.path("plan");
  }

  private boolean isPlan() {
    return !plan().has("choices") && !plan().has("nothing");
  }

  private List<String> otherChoices(List<Choice> choices) {
    var offered = choices.stream().map(it -> it.argument() + "=" + it.value()).toList();
    return new TreeSet<>(offered).equals(new TreeSet<>(texts(plan().path("choices")))) ? List.of()
        : List.of("choices " + offered);
  }

  private List<String> differences(Recipe recipe) {
    var all = new ArrayList<String>();
    if (!recipe.ecosystem().startsWith(plan().path("ecosystem").asText())) {
      all.add("ecosystem " + recipe.ecosystem());
    }
    if (!recipe.folder().equals(plan().path("folder").asText())) {
      all.add("folder \"" + recipe.folder() + "\"");
    }
    if (!areSteps(recipe.steps())) {
      all.add("steps " + recipe.steps().stream().map(Skeleton::shown).toList());
    }
    if (!tells(String.join(" ", recipe.start()), plan().path("start").asText())) {
      all.add("start " + recipe.start());
    }
    var tried = recipe.arguments().stream().map(it -> String.join(" ", it)).toList();
    lacking("arguments", it -> !tried.contains(it)).ifPresent(all::add);
    lacking("variables", it -> !recipe.env().contains(it)).ifPresent(all::add);
    var run = recipe.steps() + " " + recipe.start() + " " + tried;
    lacking("never", run::contains).ifPresent(all::add);
    return all;
  }

  private boolean areSteps(List<Step> steps) {
    var told = texts(plan().path("steps"));
    if (told.size() != steps.size()) return false;
    for (int i = 0; i < told.size(); i++) {
      if (!tells(Skeleton.shown(steps.get(i)).replaceFirst(" \\|\\| .*", ""), told.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> lacking(String field, Predicate<String> isWrong) {
    var wrong = texts(plan().path(field)).stream().filter(isWrong).toList();
    return wrong.isEmpty() ? Optional.empty() : Optional.of(field + " " + wrong);
  }

  /** Whether the words of {@code told} are in {@code line}, in this order. */
  private static boolean tells(String line, String told) {
    int at = 0;
    var words = List.of(line.split(" ", -1));
    for (var word : told.split(" ", -1)) {
      while (at < words.size() && !isWord(words.get(at), word)) at++;
      if (at++ == words.size()) return false;
    }
    return true;
  }

  private static boolean isWord(String word, String told) {
    return word.equals(told) || word.endsWith("/" + told) || told.isEmpty();
  }

  private static List<String> texts(JsonNode list) {
    var all = new ArrayList<String>();
    list.forEach(it -> all.add(it.asText()));
    return all;
  }
}
