package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Inherit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server gets what tools need to find their files, and what its entry says. */
@Timeout(60)
class ChildEnvironmentTest {
  private static final Map<String, String> NONE = Map.of();

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void whatToolsNeedIsPassed() {
    for (var name : List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL",
        "LC_CTYPE", "TZ", "TERM", "TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
        "CLAUDE_PROJECT_DIR", "JAVA_HOME", "VIRTUAL_ENV", "NVM_DIR", "PNPM_HOME", "GOPATH",
        "CARGO_HOME", "HTTP_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "SSH_AUTH_SOCK", "DOCKER_HOST",
        "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")) {
      assertThat(passed(name, Inherit.NOTHING_MORE)).as(name).isTrue();
    }
  }

  @Test
  void whatMayBeASecretIsNot() {
    for (var name : List.of("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "OPENAI_API_KEY", "PATHS",
        "MY_PATH", "path", "LD_PRELOAD", "PYTHONPATH", "NODE_OPTIONS", "XDG", "LC", "PROXY")) {
      assertThat(passed(name, Inherit.NOTHING_MORE)).as(name).isFalse();
      assertThat(passed(name, new Inherit.Names(List.of("OTHER", name)))).as(name).isTrue();
      assertThat(passed(name, new Inherit.Names(List.of("OTHER")))).as(name).isFalse();
      assertThat(passed(name, new Inherit.Everything())).as(name).isTrue();
    }
  }

  @Test
  void whatIsDeclaredWins() {
    var environment = new ChildEnvironment(Map.of("PATH", "/ours", "TOKEN", "ours"));
    var declared = Map.of("PATH", "/declared", "TOKEN", "declared", "NEW", "");

    assertThat(environment.of(Inherit.NOTHING_MORE, declared)).isEqualTo(declared);
    assertThat(environment.of(new Inherit.Everything(), declared)).isEqualTo(declared);
  }

  @Test
  void secretsBeyondTheDefaultAreRedactedByWhateverNameTheyWereHandedOn() {
    var environment = new ChildEnvironment(
        Map.of("PATH", "/ours", "TOKEN", "of-token", "A_KEY", "of-key", "B_KEY", "of-none"));
    var given = environment.of(new Inherit.Names(List.of("TOKEN")), Map.of("OWN", "x of-key x"));

    var redaction = environment.redaction(given, List.of("run"));

    assertThat(redaction.clean("of-token of-key of-none /ours"))
        .isEqualTo("[redacted TOKEN] [redacted A_KEY] of-none /ours");
  }

  @Test
  void aVariableThatIsWithheldAndMentionedIsFound() {
    mentioned("KeyError: 'DB_URL'", "DB_URL");
    mentioned("set $DB_URL or ${API_KEY}", "API_KEY", "DB_URL");
    mentioned("DB_URL=", "DB_URL");
    mentioned("DB_URLS and MY_DB_URL and db_url");
    mentioned("PATH is wrong");
    mentioned("_X is short");
    mentioned("");
  }

  @Test
  void aRealChildHasExactlyThat(@TempDir Path folder) throws Exception {
    var file = folder.resolve("environment");
    nursery.having("HOTPLUG_TEST_SECRET", "hidden")
        .having("HOTPLUG_TEST_ASKED", "wanted")
        .having("LC_TEST", "C")
        .inheriting(new Inherit.Names(List.of("HOTPLUG_TEST_ASKED")))
        .declaring(Map.of("DECLARED", "a b=c", "EMPTY", ""));

    Await.result(nursery.script("env > " + file).ended());

    assertThat(Files.readAllLines(file))
        .contains("HOTPLUG_TEST_ASKED=wanted", "LC_TEST=C", "DECLARED=a b=c", "EMPTY=",
            "HOTPLUG_CHILD=" + marker())
        .noneMatch(line -> line.contains("HOTPLUG_TEST_SECRET"));
  }

  private String marker() {
    var inherited = System.getenv(Marker.VARIABLE);
    return new Marker(nursery.instance(), "server", 1).appendedTo(inherited);
  }

  private static boolean passed(String name, Inherit inherit) {
    return new ChildEnvironment(Map.of(name, "v")).of(inherit, NONE).containsKey(name);
  }

  private static void mentioned(String output, String... names) {
    var ours = new HashMap<String, String>();
    for (var name : Set.of("DB_URL", "API_KEY", "PATH", "_X")) ours.put(name, "v");
    var environment = new ChildEnvironment(ours);
    var given = environment.of(Inherit.NOTHING_MORE, NONE);

    assertThat(environment.withheldAndMentioned(given, List.of("first", output))).as(output)
        .containsExactly(names);
  }
}
