package dev.hotplug.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Copies how the user's package managers reach their registries into the home of a build, without
 * what they log in with: single settings that are known to be harmless, of the part of a file that
 * is a flat list of them, or, of XML, as {@link MarkupSettings} says. What cannot be read is left
 * out.
 */
final class RegistrySettings {
  private static final String NPM = "(@[\\w.-]+:)?registry|cafile|strict-ssl|noproxy|https?-proxy|proxy";

  private static final String PIP = "index-url|extra-index-url|find-links|no-index|trusted-host|cert"
      + "|proxy|timeout";

  /** Tables of these need all of their lines, or none. */
  private static final String UV = "index-url|extra-index-url|find-links|no-index|native-tls"
      + "|system-certs|index-strategy|allow-insecure-host";

  private static final String YARN = "npmRegistryServer|httpsCaFilePath|httpProxy|httpsProxy";

  private static final String GO = "GO(PROXY|NOPROXY|SUMDB|NOSUMDB|PRIVATE|INSECURE|TOOLCHAIN)";

  /** The rest of its tables is of no use without these, and does no harm. */
  private static final String CARGO = "replace-with|registry|index|default|protocol|directory"
      + "|local-registry|proxy|cainfo|check-revoke|git-fetch-with-cli|timeout|multiplexing";

  private static final String GRADLE = "systemProp\\.https?\\.(proxyHost|proxyPort|nonProxyHosts)";

  private static final List<Source> SOURCES = List.of(new Source(".npmrc", "(" + NPM + ")\\s*=.*"),
      new Source(".config/pip/pip.conf", "(" + PIP + ")\\s*[=:].*|\\[[\\w-]+]"),
      new Source(".pip/pip.conf", "(" + PIP + ")\\s*[=:].*|\\[[\\w-]+]"),
      new Source(".config/uv/uv.toml", "(" + UV + ")\\s*=.*"),
      new Source(".yarnrc.yml", "(" + YARN + "):.*"), new Source(".config/go/env", GO + "=.*"),
      new Source(".cargo/config.toml", "(" + CARGO + ")\\s*=.*|\\[[^\\]]*]"),
      new Source(".gradle/gradle.properties", GRADLE + "\\s*[=:].*"));

  private static final List<MarkupSettings> MARKUP = List.of(MarkupSettings.maven(),
      MarkupSettings.nuget());

  /** A byte order mark, byte by byte. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private static final Pattern TABLE = Pattern.compile("\\[.*");

  private RegistrySettings() {}

  /**
   * A file with settings.
   *
   * @param name relative to the home
   * @param kept what a line has to be to be copied
   */
  private record Source(String name, Pattern kept) {
    Source(String name, String kept) {
      this(name, Pattern.compile(kept));
    }

    /** Settings end where tables begin, unless lines like that are kept. */
    List<String> settings(List<String> lines) {
      return lines.stream()
          .takeWhile(line -> !TABLE.matcher(line).matches() || kept.matcher(line).matches())
          .filter(line -> kept.matcher(line).matches() && !BuildEnvironment.logsIn(line))
          .toList();
    }
  }

  /** Copies them from one home to another. */
  static void copy(Path from, Path to) throws IOException {
    for (var source : SOURCES) {
      var settings = source.settings(lines(from.resolve(source.name())));
      if (!settings.isEmpty()) write(to.resolve(source.name()), settings);
    }
    for (var source : MARKUP) {
      var text = String.join("\n", lines(from.resolve(source.name())));
      var settings = source.kept(text);
      if (!settings.isEmpty()) write(to.resolve(source.name()), List.of(settings));
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, lines, StandardCharsets.ISO_8859_1);
  }

  /** Whatever their encoding, their bytes stay, but for a byte order mark. */
  private static List<String> lines(Path file) {
    try {
      if (!Files.isRegularFile(file)) return List.of();
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.substring(text.startsWith(MARK) ? MARK.length() : 0).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
