package dev.hotplug.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is installed, a file for each server, whole at any moment. Whoever changes one has the claim
 * on that server. Thread-safe.
 *
 * @param folder absolute; it need not exist
 */
record Ledger(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = ".json";

  /** A record, or one that somebody was killed over. */
  private static final Pattern NAME = Pattern.compile("(.+?)\\.json(\\.tmp)?");

  /** A newer one may say what this Hotplug knows nothing of. */
  private static final int VERSION = 1;

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** Nobody's record where there is none, or it cannot be read, or makes no sense. */
  Optional<InstallRecord> record(String name) {
    try {
      return parsed(name, text(name));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** All that can be read, by name. */
  List<InstallRecord> records() throws IOException {
    return names().stream().flatMap(name -> record(name).stream()).toList();
  }

  /** The names under which there is something, sorted. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files.map(file -> NAME.matcher(folder.relativize(file).toString()))
          .filter(Matcher::matches)
          .map(match -> match.replaceFirst("$1"))
          .distinct()
          .sorted()
          .toList();
    }
  }

  void put(InstallRecord record) throws IOException {
    var json = JSON.createObjectNode();
    json.put("version", VERSION)
        .put("name", record.name())
        .put("state", record.state().name())
        .put("url", record.url())
        .put("secrets", record.secrets());
    record.subdir().ifPresent(subdir -> json.put("subdir", subdir));
    put(record.now(), json);
    record.former().ifPresent(former -> put(former, json.putObject("former")));
    put(record.making(), json.putObject("making"));
    var env = json.putObject("env");
    record.env().forEach(env::put);
    fill(json.putArray("files"), record.files().stream().map(Path::toString).toList());
    AtomicFile.write(file(record.name()), json.toPrettyString() + "\n");
  }

  private static void put(Version version, ObjectNode json) {
    json.put("commit", version.commit()).put("build", version.build());
    version.ref().ifPresent(ref -> json.put("ref", ref));
    fill(json.putArray("start"), version.start());
    fill(json.putArray("plan"), version.plan());
    version.tools().ifPresent(tools -> fill(json.putObject("tools"), tools));
  }

  private static void put(Making making, ObjectNode json) {
    var wishes = making.wishes();
    json.put("submodules", making.submodules())
        .put("exposure", making.exposure().name())
        .put("auto_detect", wishes.autoDetect())
        .put("allow_scripts", wishes.allowScripts());
    wishes.serverFile().ifPresent(file -> json.put("server_file", file));
    wishes.requirementsFile().ifPresent(file -> json.put("requirements_file", file));
    fill(json.putArray("args"), wishes.args());
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  /**
   * Whether there is a record of {@code name} of which no sense can be made. What only cannot be
   * read now may well be later.
   */
  boolean isDamaged(String name) {
    try {
      return parsed(name, text(name)).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  /** Any bytes are some text; those that are no UTF-8 make no sense. */
  private String text(String name) throws IOException {
    return new String(Files.readAllBytes(file(name)), StandardCharsets.UTF_8);
  }

  /** Where the record of {@code name} is, or would be. */
  Path file(String name) {
    return folder.resolve(name + END);
  }

  private static void fill(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static void fill(ObjectNode object, ApprovedTools tools) {
    tools.tools().forEach((name, definition) -> {
      var tool = object.putObject(name).put("hash", definition.hash());
      definition.text().ifPresent(text -> tool.put("definition", text));
    });
  }

  private static Optional<InstallRecord> parsed(String name, String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode json && isOurs(name, json)
          ? Optional.of(of(json))
          : Optional.empty();
    } catch (IllegalArgumentException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /** Folders are deleted by what a record says: it must not lead anywhere else. */
  private static boolean isOurs(String name, ObjectNode json) {
    int version = json.path("version").asInt();
    return version > 0 && version <= VERSION && text(json, "name").equals(name)
        && ServerName.fault(name).isEmpty() && (isLink(json) || isCommit(text(json, "commit")))
        && (!(json.get("former") instanceof ObjectNode former) || isCommit(text(former, "commit")));
  }

  /** What is linked has no commit, and no folder of ours. */
  private static boolean isLink(ObjectNode json) {
    return text(json, "state").equals(InstallRecord.State.LINKED.name())
        && text(json, "commit").isEmpty();
  }

  private static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  private static InstallRecord of(ObjectNode json) {
    return new InstallRecord(text(json, "name"), InstallRecord.State.valueOf(text(json, "state")),
        text(json, "url"), optional(json, "subdir"), version(json),
        json.get("former") instanceof ObjectNode former ? Optional.of(version(former))
            : Optional.empty(),
        making(json), env(json), texts(json, "files").stream().map(Path::of).toList(),
        json.path("secrets").asBoolean());
  }

  private static Version version(ObjectNode json) {
    return new Version(text(json, "commit"), optional(json, "ref"), text(json, "build"),
        texts(json, "start"), texts(json, "plan"),
        json.has("tools") ? Optional.of(tools(json.path("tools"))) : Optional.empty());
  }

  /** Older records do not say. */
  private static Making making(ObjectNode record) {
    if (!(record.get("making") instanceof ObjectNode json)) {
      return Making.usual(optional(record, "subdir"));
    }
    var wishes = new Wishes(optional(record, "subdir"), optional(json, "server_file"),
        optional(json, "requirements_file"), json.path("auto_detect").asBoolean(true),
        texts(json, "args"), json.path("allow_scripts").asBoolean());
    return new Making(json.path("submodules").asBoolean(), wishes,
        Listing.Exposure.valueOf(text(json, "exposure")));
  }

  private static Optional<String> optional(ObjectNode json, String key) {
    return json.has(key) ? Optional.of(text(json, key)) : Optional.empty();
  }

  private static String text(ObjectNode json, String key) {
    if (json.path(key).isTextual()) return json.path(key).textValue();
    throw new IllegalArgumentException("no " + key);
  }

  private static Map<String, String> env(ObjectNode json) {
    var env = new TreeMap<String, String>();
    json.path("env").properties().forEach(each -> env.put(each.getKey(), each.getValue().asText()));
    return env;
  }

  private static ApprovedTools tools(JsonNode json) {
    var tools = new TreeMap<String, ApprovedTools.Definition>();
    json.properties().forEach(tool -> {
      if (!(tool.getValue() instanceof ObjectNode it))
        throw new IllegalArgumentException("no tool");
      tools.put(tool.getKey(), new ApprovedTools.Definition(text(it, "hash"),
          it.has("definition") ? Optional.of(text(it, "definition")) : Optional.empty()));
    });
    return new ApprovedTools(tools);
  }

  private static List<String> texts(ObjectNode json, String key) {
    var texts = new ArrayList<String>();
    for (JsonNode item : json.path(key)) texts.add(item.asText());
    return texts;
  }
}
