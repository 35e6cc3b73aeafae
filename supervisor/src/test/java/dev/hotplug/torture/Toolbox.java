package dev.hotplug.torture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tools a server has just now and how it lists them. Confined to the main thread. */
final class Toolbox {
  private static final String CURSOR = "after-";
  private final Modes modes;
  private final Set<String> extra;

  Toolbox(Modes modes) {
    this.modes = modes;
    extra = new LinkedHashSet<>(modes.all(Mode.EXTRA_TOOL));
  }

  void add(String name) {
    extra.add(name);
  }

  boolean isExtra(String name) {
    return extra.contains(name);
  }

  /** The tool of that name, or null when it is hidden or there is none. */
  @Nullable
  Tool find(String name) {
    for (var tool : Tool.values()) if (tool.id().equals(name) && !hidden(tool)) return tool;
    return null;
  }

  /** One page, from {@code cursor} on; null when nobody gave out that cursor. */
  @Nullable
  Json page(@Nullable String cursor) {
    var tools = described();
    int from = cursor == null ? 0 : position(cursor);
    if (from < 0 || from > tools.size()) return null;
    var size = modes.value(Mode.PAGE);
    int to = size == null ? tools.size() : Math.min(from + Integer.parseInt(size), tools.size());
    var page = Json.Members.of("tools", new Json.Items(tools.subList(from, to)));
    return to == tools.size() ? page : page.with("nextCursor", Json.text(CURSOR + to));
  }

  private static int position(String cursor) {
    try {
      return cursor.startsWith(CURSOR) ? Integer.parseInt(cursor.substring(CURSOR.length())) : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private List<Json> described() {
    List<Json> all = new ArrayList<>();
    for (var tool : Tool.values()) if (!hidden(tool)) all.add(tool.described(required(tool)));
    for (var name : extra) all.add(Tool.describe(name, "An extra tool.", List.of()));
    return all;
  }

  private boolean hidden(Tool tool) {
    return modes.all(Mode.HIDE_TOOL).contains(tool.id());
  }

  private List<Param> required(Tool tool) {
    List<Param> more = new ArrayList<>();
    var prefix = tool.id() + ":";
    for (var value : modes.all(Mode.REQUIRE)) {
      if (value.startsWith(prefix)) more.add(Param.text(value.substring(prefix.length())));
    }
    return more;
  }
}
