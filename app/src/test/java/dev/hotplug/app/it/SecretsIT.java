package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P40: of thirty secrets that servers are given, and tell, none is seen again. */
class SecretsIT {
  private static final int SECRETS = 30;
  private static final String SERVER = Launcher.path()
      .resolveSibling("app/src/it/shapes/server.sh")
      .toString();

  /** Tells all it was given, on stderr and as junk on stdout. */
  private static final String TELL = "env; env >&2; for it; do echo \"junk $it\"; echo \"$it\" >&2; done; ";

  /** Serves, and leaves behind a process with the same arguments. */
  private static final String SERVE = TELL
      + "setsid sh -c 'sleep 600 & wait' \"$0\" \"$@\" >/dev/null 2>&1 & exec sh \"$0\" /dev/null";

  /** Answers nothing, and fails with its last words. */
  private static final String FAIL = TELL + "exit 3";

  @TempDir
  private Path folder;

  private Project project;

  @BeforeEach
  void project() throws IOException {
    project = Project.in(folder);
  }

  @Test
  void noSecretIsTold() throws Exception {
    configure();
    try (var hotplug = Hotplug.in(folder)
        .environment("OUR_OWN_TOKEN", canary(0))
        .environment("HANDED_ON_KEY", canary(1))
        .environment("KEPT_BY_THE_CLIENT_SECRET", canary(2))
        .start()) {
      var told = new ArrayList<String>();
      for (var server : List.of("talker", "failing", "missing", "web", "nosy")) {
        told.add(hotplug.load(server).raw().toString());
        told.add(hotplug.callTool("get_server_logs", named(server)).raw().toString());
        told.add(hotplug.callTool("get_server_history", named(server)).raw().toString());
      }
      told.add(hotplug.callTool("list_available_servers", "{}").raw().toString());
      told.add(hotplug.callTool("get_loaded_servers", "{}").raw().toString());
      told.add(hotplug.reload("talker").raw().toString());
      told.add(hotplug.unload("talker").raw().toString());
      told.add(hotplug.stderr());
      told.addAll(hotplug.messages());

      assertThat(String.join("\n", told)).contains("[redacted", "sh -c sleep 600");
      for (var text : told) assertNothingIn(text, "told");
      assertNothingIn(Files.readString(folder.resolve("nosy.env")), "another server's environment");
      assertNothingInFiles(hotplug.homes().folder());
    }
  }

  private void configure() throws IOException {
    var args = new ArrayList<String>();
    args.add("--api-key");
    args.add(canary(3));
    args.add("--token=" + canary(4));
    args.add("--header");
    args.add("Authorization: Bearer " + canary(5));
    args.add("https://user:" + canary(6) + "@example.org/mcp?access_token=" + canary(7));
    args.add("-e");
    args.add("DB_PASSWORD=" + canary(8));
    args.add("${HANDED_ON_KEY}");
    var env = IntStream.range(9, 20)
        .mapToObj(i -> "\"SECRET_" + i + "\": \"" + canary(i) + "\"")
        .collect(Collectors.joining(", ", "{", ", \"PLAIN\": \"${OUR_OWN_TOKEN}\", "
            + "\"DATABASE_URL\": \"postgres://me:" + canary(20) + "@db/x\"}"));
    project.server("talker", shell(SERVE, args).with("env", env));
    project.server("failing", shell(FAIL, args).with("env", env));
    var line = new ArrayList<>(List.of("no-such-program"));
    line.addAll(args);
    project.server("missing", Entry.of(line).with("env", env));
    project.server("web", web());
    project.server("nosy", shell("env > nosy.env; exec sh \"$0\" /dev/null", List.of()));
  }

  private static Entry web() {
    var headers = IntStream.range(21, SECRETS)
        .mapToObj(i -> "\"X-Auth-" + i + "\": \"Bearer " + canary(i) + "\"")
        .collect(Collectors.joining(", ", "{", "}"));
    return new Entry("{\"type\": \"http\", \"url\": \"https://u:" + canary(6)
        + "@example.org/mcp?key=" + canary(7) + "\", \"headers\": " + headers + "}");
  }

  private static Entry shell(String script, List<String> args) {
    var line = new ArrayList<>(List.of("sh", "-c", script, SERVER));
    line.addAll(args);
    return Entry.of(line);
  }

  private static String canary(int number) {
    return "canary-%02d-of-thirty".formatted(number);
  }

  private static String named(String server) {
    return "{\"server_name\": \"" + server + "\"}";
  }

  private static void assertNothingInFiles(Path homes) throws IOException {
    try (var all = Files.walk(homes)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        assertNothingIn(Files.readString(file), file.toString());
      }
    }
  }

  private static void assertNothingIn(String text, String where) {
    for (int i = 0; i < SECRETS; i++) assertThat(text).as(where).doesNotContain(canary(i));
  }
}
