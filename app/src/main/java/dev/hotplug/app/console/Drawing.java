package dev.hotplug.app.console;

import static java.util.stream.Collectors.joining;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.tools.Signature;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.app.watch.WatchStatus;
import dev.hotplug.spec.Visible;
import dev.hotplug.upstream.Tool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Draws a picture in lines, whatever the size of the screen: none is longer than it is wide, and
 * there are never more than it is high. Pure.
 *
 * @param columns how wide it is, at least 1
 * @param rows how high it is, at least 1
 */
record Drawing(int columns, int rows, Clockwork clockwork) {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle FAINT = PLAIN.faint();
  private static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle BAD = PLAIN.foreground(AttributedStyle.RED);

  /** Below this there is no room for calls beside what is more important. */
  private static final int ROOM_FOR_CALLS = 8;

  private static final String GAP = "  ";

  List<AttributedString> of(Picture picture) {
    var lines = new ArrayList<>(head(picture.standing()));
    int room = rows - lines.size() - 1;
    if (room > 0) {
      lines.addAll(middle(picture, room));
      while (lines.size() < rows - 1) lines.add(AttributedString.EMPTY);
      lines.add(cut(keys(picture.panel()), FAINT));
    }
    return lines.subList(0, Math.min(rows, lines.size()));
  }

  private List<AttributedString> head(Standing standing) {
    var lines = new ArrayList<AttributedString>();
    lines.add(title(standing));
    standing.watch().ifPresent(watch -> {
      lines.add(cut("watches " + watched(watch), PLAIN));
      watch.build().ifPresent(build -> lines.add(cut("builds by " + built(build), PLAIN)));
    });
    return lines;
  }

  private AttributedString title(Standing standing) {
    var line = new AttributedStringBuilder();
    line.append(Visible.of(standing.server()), BOLD).append(GAP);
    line.append(standing.state().word(), standing.generation().isPresent() ? GOOD : BAD);
    standing.generation()
        .ifPresent(it -> line
            .append(GAP + "generation " + it + GAP + "up " + Clockwork.length(standing.uptime())));
    if (!standing.pids().isEmpty()) {
      line.append(
          GAP + "pids " + standing.pids().stream().map(String::valueOf).collect(joining(", ")));
    }
    return cut(line.toAttributedString());
  }

  private static String watched(WatchStatus watch) {
    if (watch.paths().isEmpty()) return "nothing: " + watch.why();
    var files = watch.files() == 1 ? "1 file" : watch.files() + " files";
    return files + " (" + word(watch.mode()) + "): " + String.join(", ", watch.paths())
        + watch.warnings().stream().map(it -> " " + it).collect(joining());
  }

  private static String word(WatchStatus.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private String built(WatchStatus.BuildStatus build) {
    var how = build.isRunning() ? "runs" : build.last().map(this::ended).orElse("not yet");
    return String.join(" ", build.command()) + ": " + how;
  }

  private String ended(BuildResult last) {
    return (last.isSuccess() ? "succeeded " : "failed ") + clockwork.time(last.at()) + ", "
        + Wording.seconds(last.took());
  }

  private List<AttributedString> middle(Picture picture, int room) {
    return switch (picture.panel()) {
      case Panel.Overview _ -> overview(picture.recent(), room);
      case Panel.Tools tools -> tools(tools, room);
      case Panel.Arguments arguments -> arguments(arguments);
      case Panel.Result result -> result(result, picture.recent(), room);
    };
  }

  /** What is new has what it needs up to a half; what the server wrote has the rest. */
  private List<AttributedString> overview(Recent recent, int room) {
    var news = last(recent.news(), room, this::wrapped);
    var calls = last(recent.calls(), room, item -> List.of(cut(dated(item), style(item))));
    var output = last(recent.output(), room, item -> List.of(cut(dated(item), PLAIN)));
    int forCalls = room < ROOM_FOR_CALLS || calls.isEmpty() ? 0
        : Math.min(calls.size() + 1, room / 4);
    int others = room - forCalls;
    int forOutput = output.isEmpty() ? 0
        : Math.min(output.size() + 1, Math.max(others / 2, others - news.size() - 1));
    var lines = new ArrayList<>(section("changes", news, others - forOutput));
    lines.addAll(section("calls", calls, forCalls));
    lines.addAll(section("stderr", output, forOutput));
    return lines;
  }

  /** The lines of the last of {@code items}; of more than {@code room}, none is drawn in vain. */
  private static List<AttributedString> last(List<Item> items, int room,
      Function<Item, List<AttributedString>> drawn) {
    var lines = new ArrayDeque<AttributedString>();
    for (var item : items.reversed()) {
      drawn.apply(item).reversed().forEach(lines::addFirst);
      if (lines.size() >= room) break;
    }
    return List.copyOf(lines);
  }

  /** A heading and the last lines, where there is room for both. */
  private List<AttributedString> section(String name, List<AttributedString> lines, int room) {
    if (room < 2 || lines.isEmpty()) return List.of();
    var all = new ArrayList<AttributedString>();
    all.add(cut("── " + name + " " + "─".repeat(columns), FAINT));
    all.addAll(lines.subList(Math.max(0, lines.size() - room + 1), lines.size()));
    return all;
  }

  private List<AttributedString> tools(Panel.Tools tools, int room) {
    if (tools.all().isEmpty()) return List.of(cut("It offers no tools.", PLAIN));
    int from = Math.max(0, Math.min(tools.chosen() - room / 2, tools.all().size() - room));
    var lines = new ArrayList<AttributedString>();
    for (int i = from; i < Math.min(tools.all().size(), from + room); i++) {
      boolean isChosen = i == tools.chosen();
      lines.add(cut((isChosen ? "> " : "  ") + line(tools.all().get(i)), isChosen ? BOLD : PLAIN));
    }
    return lines;
  }

  private static String line(Tool tool) {
    return Signature.of(tool) + GAP + Signature.line(tool);
  }

  private List<AttributedString> arguments(Panel.Arguments now) {
    var asked = now.isRefused() ? cut("this is no JSON object, so it was not called:", BAD)
        : cut("arguments, a JSON object:", PLAIN);
    return List.of(cut(line(now.tool()), BOLD), AttributedString.EMPTY, asked, typed(now.typing()));
  }

  /** The line, from where its cursor can be seen. */
  private AttributedString typed(Typing typing) {
    var text = typing.text();
    int cursor = typing.cursor();
    int next = cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    var before = new AttributedString(Visible.of(text.substring(0, cursor)));
    int hidden = Math.max(0, before.columnLength() - Math.max(0, columns - 2));
    var line = new AttributedStringBuilder();
    line.append(before.columnSubSequence(hidden, Integer.MAX_VALUE));
    line.append(next == cursor ? " " : text.substring(cursor, next), PLAIN.inverse());
    line.append(Visible.of(text.substring(next)));
    return cut(line.toAttributedString());
  }

  private List<AttributedString> result(Panel.Result result, Recent recent, int room) {
    var outcome = recent.outcome(result.call());
    if (outcome.isEmpty()) return List.of(cut(result.tool() + " is being called …", PLAIN));
    var lines = wrapped(outcome.get());
    int from = Math.min(result.from(), Math.max(0, lines.size() - room));
    return lines.subList(from, Math.min(lines.size(), from + room));
  }

  private static String keys(Panel panel) {
    return switch (panel) {
      case Panel.Overview _ -> "r reload  b build  t tools  q quit";
      case Panel.Tools _ -> "↑ ↓ choose  Enter call  Esc back  q quit";
      case Panel.Arguments _ -> "Enter call  Ctrl-U clear  Esc back";
      case Panel.Result _ -> "↑ ↓ scroll  Esc back  t tools  q quit";
    };
  }

  private List<AttributedString> wrapped(Item item) {
    var lines = new ArrayList<AttributedString>();
    lines.addAll(split(dated(item), style(item)));
    item.lines().stream().skip(1).forEach(line -> lines.addAll(split(GAP + line, PLAIN)));
    return lines;
  }

  private List<AttributedString> split(String text, AttributedStyle style) {
    return new AttributedString(text, style).columnSplitLength(columns);
  }

  private String dated(Item item) {
    return clockwork.time(item.time()) + " " + item.first();
  }

  private static AttributedStyle style(Item item) {
    return item.kind() == Kind.TROUBLE ? BAD : PLAIN;
  }

  private AttributedString cut(String text, AttributedStyle style) {
    return cut(new AttributedString(Visible.of(text), style));
  }

  private AttributedString cut(AttributedString line) {
    return line.columnLength() <= columns ? line : line.columnSubSequence(0, columns);
  }
}
