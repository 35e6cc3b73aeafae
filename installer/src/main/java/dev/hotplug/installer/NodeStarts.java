package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the file that starts a Node server: bin, then the file in {@code scripts.start}, then main,
 * then what the manifest of a bundle starts, then index.js. Of 37 servers that were built, bin
 * alone was right for 33, the start script for 16.
 */
final class NodeStarts {
  private static final Pattern CODE = Pattern.compile("[\\w@./-]+\\.[cm]?[jt]s");
  private static final Pattern NODE_LIKE = Pattern.compile("^#!.*\\b(node|bun|tsx)\\b");
  private static final Pattern NEXT_COMMAND = Pattern.compile("&&|\\|\\||[;|&]");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Options whose value is a file that is not the server. */
  private static final List<String> TAKES_FILE = List.of("-r", "--require", "--import", "--loader",
      "--experimental-loader", "--config", "-c", "-p", "--project", "--env-file");

  private final NodePackage server;
  private final boolean builds;
  private final Account account;

  /**
   * A search in one package.
   *
   * @param builds whether files could come into being that the checkout does not have
   */
  NodeStarts(NodePackage server, boolean builds, Account account) {
    this.server = server;
    this.builds = builds;
    this.account = account;
  }

  /** The likeliest; empty if there is none that is there or could be built. */
  Optional<NodeStart> likeliest() {
    return bin().or(this::startScript).or(this::main);
  }

  /** The one that {@code wish} means: the name of a bin, or a file. */
  Optional<NodeStart> wished(String wish) {
    var file = server.bins().getOrDefault(wish, wish);
    // What is not there yet has to look like what a build makes: it may be a name of another kind.
    var plausible = server.folder().has(file) || CODE.matcher(file).matches();
    if (!plausible || !isRunnable(file)) return Optional.empty();
    account.saw(server.folder(), file, "asked for");
    return Optional.of(new NodeStart(file, List.of(), true));
  }

  private Optional<NodeStart> bin() {
    var runnable = new LinkedHashMap<String, String>();
    server.bins().forEach((name, file) -> {
      if (isRunnable(file)) runnable.put(name, file);
    });
    if (runnable.isEmpty()) return Optional.empty();
    var name = chosenBin(runnable);
    account.saw(server.folder(), NodePackage.FILE, "bin " + Plain.quoted(name));
    tellOthers(runnable, name);
    return Optional.of(new NodeStart(runnable.getOrDefault(name, ""), List.of(), true));
  }

  private String chosenBin(Map<String, String> bins) {
    if (bins.containsKey(server.baseName())) return server.baseName();
    return bins.keySet()
        .stream()
        .filter(McpNames::isMcp)
        .findFirst()
        .orElseGet(() -> bins.keySet().iterator().next());
  }

  private void tellOthers(Map<String, String> bins, String chosen) {
    var others = bins.keySet().stream().filter(it -> !it.equals(chosen)).toList();
    if (others.isEmpty()) return;
    account.saw(server.folder(), NodePackage.FILE, "bins besides: " + Plain.quoted(others)
        + "; server_file (--server-file) picks one of them");
  }

  private Optional<NodeStart> startScript() {
    var script = server.script("start").orElse("");
    for (var command : NEXT_COMMAND.split(script, -1)) {
      var words = List.of(SPACES.split(command.strip(), -1));
      // After it, file names count from elsewhere.
      if (words.contains("cd")) return Optional.empty();
      var at = codeFile(words);
      if (at < 0) continue;
      account.saw(server.folder(), NodePackage.FILE, "scripts.start " + Plain.quoted(script));
      return Optional.of(new NodeStart(words.get(at), words.subList(at + 1, words.size()), true));
    }
    return Optional.empty();
  }

  private int codeFile(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (i > 0 && TAKES_FILE.contains(words.get(i - 1))) continue;
      if (!word.startsWith("-") && CODE.matcher(word).matches() && isRunnable(word)) return i;
    }
    return -1;
  }

  private Optional<NodeStart> main() {
    var candidates = new ArrayList<String>();
    server.main().ifPresent(it -> candidates.addAll(List.of(it, it + "/index.js", it + ".js")));
    ManifestHints.entryPoint(server.folder()).ifPresent(candidates::add);
    // Where nobody names it, only what is there counts.
    if (server.folder().has("index.js")) candidates.add("index.js");
    for (var file : candidates) {
      if (!CODE.matcher(file).matches() || file.endsWith(".d.ts") || !isRunnable(file)) continue;
      account.saw(server.folder(), NodePackage.FILE, "starts with " + Plain.quoted(file));
      return Optional.of(new NodeStart(file, List.of(), false));
    }
    return Optional.empty();
  }

  /** Whether {@code file} is there and a script of Node or its likes, or could be built. */
  private boolean isRunnable(String file) {
    var folder = server.folder();
    if (folder.inside(file).isEmpty() || file.endsWith("/")) return false;
    if (!folder.has(file)) return isBuilt(file);
    return CODE.matcher(file).matches() || isNodeScript(folder.head(file).orElse(""));
  }

  /** What a build makes; sources are there before it. */
  private boolean isBuilt(String file) {
    return builds && !file.endsWith("ts");
  }

  private static boolean isNodeScript(String text) {
    return !text.startsWith("#!") || NODE_LIKE.matcher(text).find();
  }
}
