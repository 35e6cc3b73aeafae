package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.installer.Freshness;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotplug outdated}: asks where the installed servers came from for what there is now. */
@Command(name = "outdated", description = "Asks the repositories of all installed servers whether there is something newer; changes nothing.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:all were asked, whether there is something newer or not",
    "1:a repository could not be asked; its row says why"})
final class OutdatedCommand implements Callable<Integer> {
  private static final int SHORT_COMMIT = 12;

  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Option(names = "--allow-local", description = "Ask repositories of this machine, too.")
  private boolean allowLocal;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  OutdatedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal, allowLocal))) {
      var all = shot.engine().installations().get().outdated();
      terminal.out().print(json ? json(all) : text(all));
      boolean isAllTold = all.stream()
          .noneMatch(it -> it.finding() instanceof Freshness.Finding.Untold);
      return isAllTold ? 0 : 1;
    }
  }

  private static String text(List<Freshness> all) {
    if (all.isEmpty()) return "No server is installed.\n";
    var table = new Table("NAME", "INSTALLED", "NEWEST", "OF", "WHAT TO DO");
    for (var one : all) add(one, table);
    return table.text();
  }

  private static void add(Freshness one, Table table) {
    var server = one.server();
    var now = shortened(server.commit());
    switch (one.finding()) {
      case Freshness.Finding.Newest _ -> table.add(server.name(), now, now, one.ref(), "-");
      case Freshness.Finding.Behind(var commit) -> table.add(server.name(), now, shortened(commit),
          one.ref(), "hotplug update " + server.name());
      case Freshness.Finding.Pinned _ -> table.add(server.name(), now, "not asked",
          "this very commit", "hotplug update " + server.name() + " --ref REF");
      case Freshness.Finding.Untold(var reason) ->
        table.add(server.name(), now, "no answer", one.ref(), reason);
    }
  }

  private static String shortened(String commit) {
    return commit.substring(0, SHORT_COMMIT);
  }

  private static String json(List<Freshness> all) {
    var root = JsonNodeFactory.instance.objectNode();
    var servers = root.putArray("servers");
    for (var one : all) put(one, servers.addObject());
    return root.toPrettyString() + "\n";
  }

  private static void put(Freshness one, ObjectNode words) {
    words.put("name", one.server().name())
        .put("url", one.server().url())
        .put("ref", one.ref())
        .put("commit", one.server().commit());
    switch (one.finding()) {
      case Freshness.Finding.Newest _ -> words.put("status", "newest");
      case Freshness.Finding.Behind(var commit) ->
        words.put("status", "outdated").put("newest_commit", commit);
      case Freshness.Finding.Pinned _ -> words.put("status", "pinned");
      case Freshness.Finding.Untold(var reason) ->
        words.put("status", "unknown").put("reason", reason);
    }
  }
}
