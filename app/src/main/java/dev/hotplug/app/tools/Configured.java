package dev.hotplug.app.tools;

import dev.hotplug.installer.Reference;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.EnvFile;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Problem;
import dev.hotplug.spec.ServerList;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.spec.Variables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The servers that the configuration names, read anew whenever somebody asks, since people edit it
 * while we run.
 *
 * @param reading reads the files
 * @param self recognises our own entry
 * @param cwd where a server runs whose entry names no folder
 * @param variables our own environment, and what the user keeps for single servers
 * @param installed what of them is installed here
 */
public record Configured(Supplier<Configuration> reading, Ourselves self, Path cwd,
    Variables variables, InstalledFiles installed) {

  /** Whether an entry can be started. */
  sealed interface Resolved {
    record Startable(ServerSpec spec, List<String> warnings) implements Resolved {}

    record Refused(Answer answer) implements Resolved {}
  }

  Configuration read() {
    return reading.get();
  }

  /** Whether {@code entry} is our own. */
  public boolean isOurs(Entry entry, Configuration configuration) {
    return self.isStartedBy(entry.spec(), configuration.files(), folderOf(entry.spec()));
  }

  Resolved resolve(String name) {
    var configuration = read();
    var entry = configuration.entries().get(name);
    if (entry == null) return new Resolved.Refused(unknown(name, configuration));
    if (entry.disabled()) return new Resolved.Refused(disabled(entry));
    if (isOurs(entry, configuration)) return new Resolved.Refused(ourselves(entry));
    if (installed.areMissing(entry)) return new Resolved.Refused(notInstalled(entry));
    if (!entry.unset().isEmpty()) return new Resolved.Refused(unset(entry));
    return new Resolved.Startable(entry.spec(), warnings(entry));
  }

  private Path folderOf(ServerSpec spec) {
    return spec instanceof ServerSpec.Stdio stdio && stdio.cwd() != null ? stdio.cwd() : cwd;
  }

  private static Answer unknown(String name, Configuration configuration) {
    var known = configuration.entries().keySet();
    return Answer.failure(
        "No server named \"" + name + "\" is configured: " + read(configuration)
            + ". Nothing was started." + Suggestion.sentence(name, known),
        "unknown_server",
        known.isEmpty()
            ? "Add it to \"hotplug\": {\"servers\": {…}} in .mcp.json, then call this again."
            : "Use one of: " + Excerpt.ofNames(known)
                + ". list_available_servers {} shows them with their files.")
        .about(name);
  }

  private static String read(Configuration configuration) {
    var files = configuration.files().isEmpty() ? "no .mcp.json was found"
        : "read was "
            + configuration.files().stream().map(Path::toString).collect(Collectors.joining(", "));
    var problems = configuration.problems();
    return problems.isEmpty() ? files
        : files + " (problems: " + problems.size() + ", the first at " + place(problems.getFirst())
            + ")";
  }

  private static String place(Problem problem) {
    var message = problem.toString().strip();
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static Answer disabled(Entry entry) {
    return Answer
        .failure(
            "Server \"" + entry.name() + "\" is disabled (\"disabled\": true in " + entry.file()
                + "). Nothing was started.",
            "disabled",
            "Set \"disabled\" to false in its entry, or take it out, and call this again.")
        .about(entry.name());
  }

  private static Answer ourselves(Entry entry) {
    return Answer
        .failure(
            "The entry \"" + entry.name() + "\" is Hotplug itself, which cannot run behind itself. "
                + "Nothing was started.",
            "is_hotplug", "Load another server; list_available_servers {} shows them.")
        .about(entry.name());
  }

  private static Answer notInstalled(Entry entry) {
    var source = entry.source().orElseThrow();
    return Answer
        .failure(
            "Server \"" + entry.name() + "\" is not installed on this machine: " + entry.file()
                + " lists it, installed from " + source.url() + ", but its files are not here. "
                + "Nothing was started.",
            "not_installed",
            "Call " + Example.install(entry.name(), source, entry.list(), references(entry))
                + ", then call this again.")
        .about(entry.name());
  }

  /** The variables of an entry that are references, as they are written: nothing is looked up. */
  private static Map<String, String> references(Entry entry) {
    var written = McpJson.read(List.of(entry.file()), Map.of())
        .entry(entry.name())
        .map(Entry::spec);
    if (!(written.orElse(null) instanceof ServerSpec.Stdio spec)) return Map.of();
    var references = new HashMap<>(spec.env());
    references.values().removeIf(value -> Reference.variable(value).isEmpty());
    return references;
  }

  private Answer unset(Entry entry) {
    var names = String.join(", ", entry.unset());
    var kept = variables.folder()
        .map(folder -> " or, for this server alone, in " + EnvFile.in(folder, entry.name())
            + " (NAME=value, a line each)")
        .orElse("");
    return Answer.failure(
        "Server \"" + entry.name() + "\" refers to variables that are not set: " + names + " (in "
            + entry.file() + "). Nothing was started; other servers are not affected.",
        "unset_variables",
        "Set " + names + " in the environment Hotplug is started with" + kept
            + ", or write a default (${NAME:-default}) or the value into its entry, and call this again.")
        .about(entry.name())
        .put("unset", entry.unset());
  }

  /** What somebody who loads this server should know. */
  private List<String> warnings(Entry entry) {
    if (entry.list() != ServerList.MCP_SERVERS || !isBehindClaude()) return List.of();
    return List.of("Claude Code starts its own copy of \"" + entry.name() + "\", too, because it "
        + "stands in mcpServers of " + entry.file() + ": to keep it behind Hotplug only, move the "
        + "entry to \"hotplug\": {\"servers\": {…}} in that file or add \"" + entry.name()
        + "\" to \"disabledMcpjsonServers\" in .claude/settings.local.json.");
  }

  private boolean isBehindClaude() {
    var environment = variables.environment();
    return environment.containsKey("CLAUDECODE") || environment.containsKey("CLAUDE_PROJECT_DIR");
  }
}
