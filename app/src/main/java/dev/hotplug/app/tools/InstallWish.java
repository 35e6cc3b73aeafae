package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Reference;
import dev.hotplug.installer.Wishes;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client wants installed, as one use of a tool says it.
 *
 * @param tool the tool that was used
 * @param confirm the hash of the plan that was agreed to; empty for none
 * @param sent the arguments as they came, but for {@code confirm}, and for the values in
 *   {@code env_vars}, which are shown to nobody
 */
record InstallWish(String tool, InstallRequest request, Optional<String> confirm,
    Map<String, Span> sent) {
  private static final String[] NAMES = {"git_url", "server_name", "server_file", "env_vars",
      "requirements_file", "auto_detect", "ref", "subdir", "args", "allow_scripts", "submodules",
      "expose", "confirm"};

  InstallWish {
    sent = Map.copyOf(sent);
  }

  static InstallWish of(ToolUse use, String tool) throws Misuse {
    var arguments = Arguments.of(use, Usage.of(tool + " {\"git_url\": \"https://…\"}", NAMES));
    var env = arguments.pairs("env_vars");
    var request = new InstallRequest(arguments.text("git_url"), arguments.optionalText("ref"),
        arguments.optionalFlag("submodules").orElse(false), arguments.optionalText("server_name"),
        wishes(arguments), env, exposure(arguments));
    var sent = new LinkedHashMap<>(arguments.named());
    sent.remove("confirm");
    if (!env.isEmpty()) sent.put("env_vars", shown(env));
    return new InstallWish(tool, request, arguments.optionalText("confirm"), sent);
  }

  private static Wishes wishes(Arguments arguments) throws Misuse {
    return new Wishes(arguments.optionalText("subdir"), arguments.optionalText("server_file"),
        arguments.optionalText("requirements_file"),
        arguments.optionalFlag("auto_detect").orElse(true),
        arguments.optionalTexts("args").orElse(List.of()),
        arguments.optionalFlag("allow_scripts").orElse(false));
  }

  private static Listing.Exposure exposure(Arguments arguments) throws Misuse {
    var word = arguments.optionalText("expose").orElse("hotplug").strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "hotplug" -> Listing.Exposure.HOTPLUG;
      case "client" -> Listing.Exposure.CLIENT;
      default -> throw new Misuse(
          arguments.wrong("expose must be \"hotplug\" or \"client\", and was " + word));
    };
  }

  /** A reference is no secret. */
  private static Span shown(Map<String, String> env) {
    var shown = JsonNodeFactory.instance.objectNode();
    env.forEach(
        (name, value) -> shown.put(name, Reference.variable(value).isPresent() ? value : "…"));
    return Span.of(shown);
  }

  /** Whether a value must be sent again that is not shown. */
  boolean hasHidden() {
    var env = sent.get("env_vars");
    return env != null && env.toString().contains("\"…\"");
  }

  /**
   * The same call once more, with {@code argument} added.
   *
   * @param url of the repository, to be shown
   */
  String again(String url, String argument, String value) {
    var words = new ArrayList<String>();
    var all = new LinkedHashMap<>(sent);
    all.put("git_url", Span.string(url));
    all.put(argument, Span.string(value));
    for (var name : NAMES) {
      var member = all.get(name);
      if (member != null) words.add(Span.string(name) + ": " + member);
    }
    return tool + " {" + String.join(", ", words) + "}";
  }
}
