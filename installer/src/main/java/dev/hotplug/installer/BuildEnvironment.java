package dev.hotplug.installer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a build sees of our environment: where programs are, the language, how the registries are
 * reached and trusted. No secret, and no home but one of its own.
 *
 * @param ours our own environment
 */
record BuildEnvironment(Map<String, String> ours) {
  /** How packages are found; values in which somebody logs in are left out. */
  private static final Pattern PASSED = Pattern.compile("(?i)LANG|LANGUAGE|LC_[A-Z]+|TZ"
      + "|(https?|all|no|ftp)_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE"
      + "|CURL_CA_BUNDLE|GIT_SSL_CAINFO|npm_config_(registry|cafile|strict_ssl|noproxy)"
      + "|COREPACK_NPM_REGISTRY|YARN_NPM_REGISTRY_SERVER"
      + "|PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|CERT|TRUSTED_HOST|DEFAULT_TIMEOUT"
      + "|CONSTRAINT|PROXY)"
      + "|UV_(INDEX|DEFAULT_INDEX|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NATIVE_TLS|SYSTEM_CERTS"
      + "|HTTP_TIMEOUT|PYTHON_PREFERENCE|PYTHON_INSTALL_MIRROR)"
      + "|GO(PROXY|NOPROXY|SUMDB|NOSUMDB|PRIVATE|INSECURE|TOOLCHAIN)"
      + "|CARGO_(HTTP_(PROXY|CAINFO|TIMEOUT|CHECK_REVOKE|MULTIPLEXING)|NET_GIT_FETCH_WITH_CLI"
      + "|REGISTRIES_[A-Z0-9_]+_INDEX)|RUSTUP_(DIST_SERVER|UPDATE_ROOT|TOOLCHAIN|AUTO_INSTALL)"
      + "|JAVA_HOME|MVNW_REPOURL|DOTNET_ROOT|DENO_(CERT|TLS_CA_STORE)|JSR_URL");

  /** In a URL, or in an address without a scheme, which many take for a proxy. */
  private static final Pattern LOGIN = Pattern
      .compile("//[^/\\s]*@|(?:^|[\\s\"'=])[^/\\s\"'@:]++:[^/\\s\"'@]*+@");

  /** Version managers look for their programs below the user's home, which a build does not see. */
  private static final Map<String, String> MANAGERS = Map.of("PYENV_ROOT", ".pyenv", "NVM_DIR",
      ".nvm", "VOLTA_HOME", ".volta", "ASDF_DATA_DIR", ".asdf", "MISE_DATA_DIR",
      ".local/share/mise", "RUSTUP_HOME", ".rustup", "SDKMAN_DIR", ".sdkman");

  /**
   * Said to every build; what would end up in a home that goes with the build is kept out of it.
   */
  private static final Map<String, String> SAID = Map.ofEntries(Map.entry("CI", "true"),
      Map.entry("NO_COLOR", "1"), Map.entry("TERM", "dumb"),
      Map.entry("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
      Map.entry("NPM_CONFIG_UPDATE_NOTIFIER", "false"),
      Map.entry("POETRY_VIRTUALENVS_IN_PROJECT", "true"),
      Map.entry("YARN_NODE_LINKER", "node-modules"), Map.entry("YARN_ENABLE_GLOBAL_CACHE", "false"),
      Map.entry("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0"), Map.entry("npm_config_git", "git"),
      Map.entry("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), Map.entry("DOTNET_NOLOGO", "1"),
      Map.entry("MSBUILDDISABLENODEREUSE", "1"), Map.entry("DENO_NO_UPDATE_CHECK", "1"));

  BuildEnvironment {
    ours = Map.copyOf(ours);
  }

  /** Where programs are looked for: a relative folder would be one of the repository. */
  List<Path> path() {
    return Stream.of(ours.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .map(Path::of)
        .toList();
  }

  /**
   * All that a build sees.
   *
   * @param home its own, which goes when it has ended
   * @param temporary the same for temporary files
   * @param root the checkout, which stays
   */
  Map<String, String> of(Path home, Path temporary, Path root) {
    var all = new HashMap<String, String>();
    ours.forEach((name, value) -> {
      if (PASSED.matcher(name).matches() && !logsIn(value)) all.put(name, value);
    });
    all.putAll(managers());
    all.putAll(SAID);
    all.put("PATH",
        path().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    all.put("HOME", home.toString());
    all.put("TMPDIR", temporary.toString());
    // A repository's own .npmrc may name another folder, or another program for git.
    all.put("npm_config_cache", home.resolve(".npm").toString());
    // A Python that is downloaded for a server has to live as long as the server.
    all.put("UV_PYTHON_INSTALL_DIR", root.resolve(".uv-python").toString());
    // What Cargo builds on its way is large, and of no use once the program is made.
    all.put("CARGO_TARGET_DIR", home.resolve(".cargo-target").toString());
    all.put("JAVA_TOOL_OPTIONS", JavaOptions.of(all, home, temporary));
    return all;
  }

  /** Whether a setting holds a user's name or password, as part of an address. */
  static boolean logsIn(String setting) {
    return LOGIN.matcher(setting).find();
  }

  private Map<String, String> managers() {
    var found = new TreeMap<String, String>();
    MANAGERS.forEach((variable, below) -> {
      var said = ours.get(variable);
      var home = ours.get("HOME");
      if (said != null) {
        found.put(variable, said);
      } else if (home != null && Files.isDirectory(Path.of(home, below))) {
        found.put(variable, Path.of(Objects.requireNonNull(home), below).toString());
      }
    });
    return found;
  }
}
