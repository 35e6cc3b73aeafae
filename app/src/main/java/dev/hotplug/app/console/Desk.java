package dev.hotplug.app.console;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.tools.ToolUse;
import dev.hotplug.spec.Cut;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that can be seen of one server, and done with it. What is done is begun and not waited for;
 * what comes of it is among the news. Confined to one thread.
 */
public final class Desk {
  private static final int MOST_ARGUMENTS_SHOWN = 200;

  /** What one of Hotplug's tools, or a server's, has answered, for people. */
  public record Reading(boolean isError, String text) {}

  private final Engine engine;
  private final String server;
  private final Journal journal;
  private final Function<Span, Reading> reader;
  private final InstantSource clock;
  private final Feed feed;
  private final Glance glance;
  private long calls;

  /** Why the server is none that could be started; null while that is not known. */
  private volatile @Nullable String refusal;

  /**
   * One for {@code server}.
   *
   * @param journal what {@code engine} tells of it
   * @param reader reads the result of a tool
   */
  public Desk(Engine engine, String server, Journal journal, Function<Span, Reading> reader,
      InstantSource clock) {
    this.engine = engine;
    this.server = server;
    this.journal = journal;
    this.reader = reader;
    this.clock = clock;
    this.feed = new Feed(engine, server, journal);
    this.glance = new Glance(engine, server);
  }

  /** Starts it; one that does not start is watched until an edit mends it. */
  public void load() {
    use("load_mcp_server_dynamically", named(), (reading, result) -> {
      if (reading.isError() && engine.supervisor().status(server).isEmpty())
        refusal = reading.text();
      Remarks.ofStart(result).forEach(journal::warn);
    });
  }

  /** Starts it anew. */
  void reload() {
    answer("it is started anew");
    long before = journal.failures();
    use("reload_mcp_server", named(), (reading, result) -> {
      // That a start has failed is told with its cause anyway.
      if (reading.isError() && journal.failures() == before)
        journal.add(Kind.TROUBLE, reading.text());
      Remarks.ofStart(result).forEach(journal::warn);
    });
  }

  /** Builds it and starts it anew. */
  void build() {
    switch (engine.watching().build(server)) {
      case GRANTED -> {
        // That it begins is told when it does.
      }
      case NO_BUILD ->
        answer("there is no build, so nothing was done; --build COMMAND or --build auto names one"
            + " for a server behind --, hotplug.dev.build for an entry; r starts it anew as it is");
      case NOT_WATCHED -> answer(
          "it does not run, or runs elsewhere, so nothing was built; r starts it anew as it is");
    }
  }

  /** What somebody typed for arguments, nothing for none; empty where that is no JSON object. */
  static Optional<Span> arguments(String typed) {
    return Span.parse(typed.isBlank() ? "{}" : typed).filter(Span::isObject);
  }

  /** The number of the next call, by which its outcome is found. */
  long nextCall() {
    return calls + 1;
  }

  /**
   * Calls a tool.
   *
   * @param arguments a JSON object
   */
  void call(String tool, Span arguments) {
    long call = ++calls;
    long begun = System.nanoTime();
    use("call_dynamic_server_tool", wish(tool, arguments), (reading, result) -> {
      long ms = (System.nanoTime() - begun) / 1_000_000;
      journal.addCall(call,
          tool + "  " + ms + " ms  " + (reading.isError() ? "error" : "ok") + "  "
              + Cut.of(clean(arguments.toString()), MOST_ARGUMENTS_SHOWN) + "\n"
              + clean(reading.text()));
      Remarks.ofCall(result).forEach(journal::warn);
    });
  }

  /** The same without the secrets of the generation that serves. */
  private String clean(String text) {
    var supervisor = engine.supervisor();
    return supervisor.status(server)
        .flatMap(status -> supervisor.redaction(server, status.generation()))
        .map(redaction -> redaction.clean(text))
        .orElse(text);
  }

  /** Its tools: those it offers, or did last. */
  List<Tool> tools() {
    return engine.supervisor()
        .status(server)
        .map(ServerStatus::tools)
        .map(ToolCatalog::tools)
        .orElse(List.of());
  }

  /** Why it cannot be started at all, now that this is known; then there is nothing to see. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What is new since the last time. */
  List<Item> news() {
    return feed.next(clock.instant());
  }

  /** How it stands. */
  Standing standing() {
    return glance.at(clock.instant());
  }

  /** Says something to whoever sits there. */
  void answer(String text) {
    journal.add(Kind.ANSWER, text);
  }

  private Span named() {
    return Span.of("{\"server_name\":" + Span.string(server) + "}");
  }

  private Span wish(String tool, Span parameters) {
    return Span.of("{\"server_name\":" + Span.string(server) + ",\"tool_name\":" + Span.string(tool)
        + ",\"parameters\":" + parameters + "}");
  }

  private void use(String tool, Span arguments, BiConsumer<Reading, Span> then) {
    var use = new ToolUse(Map.of("name", Span.string(tool), "arguments", arguments), _ -> {});
    if (!engine.tools().use(tool, use)) throw new IllegalArgumentException("no tool " + tool);
    var _ = use.result().thenAccept(result -> then.accept(reader.apply(result), result));
  }
}
