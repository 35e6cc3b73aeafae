package dev.hotplug.app.cli;

import dev.hotplug.app.tools.Ourselves;
import dev.hotplug.spec.ClaudeSettings;
import dev.hotplug.spec.Edit;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts servers of a project behind Hotplug, or gives them back to the client. */
final class Relisting {
  private static final Path LOCAL = Path.of(".claude", "settings.local.json");

  private final Terminal terminal;
  private final Selection selection;
  private final Path file;
  private final Path local;

  Relisting(Terminal terminal, Selection selection) {
    this.terminal = terminal;
    this.selection = selection;
    this.file = selection.folder().resolve(McpJson.FILE_NAME);
    this.local = selection.folder().resolve(LOCAL);
  }

  /** Puts them behind Hotplug; the exit code. */
  int adopt() throws IOException {
    var there = McpJson.names(file, ServerList.MCP_SERVERS);
    return proposed(there, ServerList.MCP_SERVERS + " of " + file, name -> !isOurs(name),
        names -> selection.isLocal()
            ? new Proposal(local, ClaudeSettings.disable(local, names), names,
                "servers that Claude Code is not to start",
                "Claude Code does not start them any more for you." + next(), formers(local))
            : new Proposal(file, move(names, ServerList.MCP_SERVERS, ServerList.HOTPLUG_SERVERS),
                names, "from mcpServers to hotplug.servers",
                "now only Hotplug starts them." + next(), formers(file)));
  }

  /** Gives them back; the exit code. */
  int eject() throws IOException {
    return selection.isLocal() ? ejectLocally() : ejectForAll();
  }

  private int ejectLocally() throws IOException {
    var listed = McpJson.names(file, ServerList.MCP_SERVERS);
    return proposed(ClaudeSettings.disabled(local), "disabledMcpjsonServers of " + local,
        listed::contains,
        names -> new Proposal(local, ClaudeSettings.enable(local, names, known(local)), names,
            "servers that Claude Code is to start again",
            "Claude Code starts them again. Restart it.", formers(local)));
  }

  private int ejectForAll() throws IOException {
    return proposed(McpJson.names(file, ServerList.HOTPLUG_SERVERS),
        ServerList.HOTPLUG_SERVERS + " of " + file, name -> !isInstalled(name),
        names -> new Proposal(file, move(names, ServerList.HOTPLUG_SERVERS, ServerList.MCP_SERVERS),
            names, "from hotplug.servers to mcpServers", "the client starts them. Restart it.",
            formers(file)));
  }

  /** What is proposed for servers. */
  private interface Plan {
    Proposal of(List<String> names);
  }

  /**
   * Proposes it for those that were chosen.
   *
   * @param there those that it can be done with, which {@code place} lists
   * @param isMeant whether one is meant by {@code --all}
   */
  private int proposed(List<String> there, String place, Predicate<String> isMeant, Plan plan)
      throws IOException {
    var named = selection.names();
    var fault = fault()
        .or(() -> named.stream().flatMap(name -> fault(name, there, place).stream()).findFirst());
    if (fault.isPresent()) return terminal.failed(fault.get());
    var names = selection.isAll() ? there.stream().filter(isMeant).toList() : named;
    return plan.of(names).put(terminal, selection);
  }

  /** What is wrong with the file of the project. */
  private Optional<String> fault() {
    if (!Files.exists(file)) {
      return Optional.of("there is no file " + file
          + ". Nothing was changed. Name the project with --project DIR.");
    }
    return move(List.of(), ServerList.MCP_SERVERS,
        ServerList.HOTPLUG_SERVERS) instanceof Edit.Refused(var line, var column, var message)
            ? Optional.of(file + ":" + line + ":" + column + ": " + message)
            : Optional.empty();
  }

  private Optional<String> fault(String name, List<String> there, String place) {
    if (there.contains(name) && !isOurs(name)) return Optional.empty();
    return Optional.of(there.contains(name)
        ? "\"" + name + "\" is Hotplug itself, which the client must start. Nothing was changed. "
            + "Name another one."
        : "there is no server \"" + name + "\" in " + place + ". Nothing was changed. There are: "
            + String.join(", ", there) + ".");
  }

  private Edit move(List<String> names, ServerList from, ServerList to) {
    return McpJson.move(file, names, from, to, known(file));
  }

  private Optional<Formers> formers(Path of) {
    return selection.settings(terminal).stateFolder().map(state -> Formers.of(of, state));
  }

  private List<String> known(Path of) {
    return formers(of).map(Formers::read).orElse(List.of());
  }

  /** By its name, too: it may start another Hotplug than this one. */
  private boolean isOurs(String name) {
    var program = terminal.program();
    var ourselves = new Ourselves(program.launcher(), program.jar(), terminal.environment());
    return name.equals(OurEntry.NAME) || entry(name)
        .filter(entry -> ourselves.isStartedBy(entry.spec(), List.of(file), selection.folder()))
        .isPresent();
  }

  private boolean isInstalled(String name) {
    return entry(name).flatMap(Entry::source).isPresent();
  }

  private Optional<Entry> entry(String name) {
    return McpJson.read(List.of(file), terminal.environment()).entry(name);
  }

  private String next() {
    return McpJson.names(file, ServerList.MCP_SERVERS).stream().anyMatch(this::isOurs)
        ? " Restart the client."
        : " Hotplug itself is not in " + file + ": add it with hotplug init.";
  }
}
