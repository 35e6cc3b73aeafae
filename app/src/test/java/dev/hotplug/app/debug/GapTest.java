package dev.hotplug.app.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Debug;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a debugger's words go in the command lines that people write. */
class GapTest {
  private static final String DEBUGPY = "-X frozen_modules=off -m debugpy --listen 127.0.0.1:7";
  private static final String JDWP = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,"
      + "quiet=y,address=127.0.0.1:7";

  @Test
  void nodeIsToldRightBehindItself() {
    node("node server.js", "node --inspect=127.0.0.1:7 server.js");
    node("/opt/node/bin/node --import tsx src/index.ts -v",
        "/opt/node/bin/node --inspect=127.0.0.1:7 --import tsx src/index.ts -v");
    node("nodejs dist/index.js", "nodejs --inspect=127.0.0.1:7 dist/index.js");
    node("tsx src/index.ts", "tsx --inspect=127.0.0.1:7 src/index.ts");
    node("tsx watch src/index.ts", "tsx watch --inspect=127.0.0.1:7 src/index.ts");
    node("npx tsx src/index.ts", "npx tsx --inspect=127.0.0.1:7 src/index.ts");
    node("npx -y -p typescript tsx@4 src/index.ts",
        "npx -y -p typescript tsx@4 --inspect=127.0.0.1:7 src/index.ts");
    node("node -r ./hook.js server.js --inspect-dir x --inspect",
        "node --inspect=127.0.0.1:7 -r ./hook.js server.js --inspect-dir x --inspect");
    node("node -- server.js", "node --inspect=127.0.0.1:7 -- server.js");
  }

  @Test
  void whatIsNotNodeHasNoPlaceForIt() {
    check(Debug.Type.NODE, "npx @modelcontextprotocol/server-everything",
        "npx starts a package that is not tsx");
    check(Debug.Type.NODE, "npx -c tsx", "npx starts a package that is not tsx");
    check(Debug.Type.NODE, "npx", "npx starts a package that is not tsx");
    check(Debug.Type.NODE, "npm run start", "npm is neither node, tsx nor npx tsx");
    check(Debug.Type.NODE, "/bin/sh -c node", "sh is neither node, tsx nor npx tsx");
    check(Debug.Type.NODE, "docker run -i image", "docker is neither node, tsx nor npx tsx");
    check(Debug.Type.NODE, "python server.py", "python is neither node, tsx nor npx tsx");
    check(Debug.Type.NODE, "node --run start", "node --run starts a shell");
  }

  @ParameterizedTest
  @ValueSource(strings = {"node --inspect server.js", "node --inspect=9230 server.js",
      "node --inspect-brk server.js", "node --import tsx --inspect-wait=9230 server.ts",
      "node --inspect-port 9230 server.js", "node --title notes --inspect server.js",
      "tsx watch --tsconfig x.json --inspect server.ts", "npx tsx --inspect server.ts"})
  void whoeverToldNodeItselfIsNotToldAgain(String command) {
    check(Debug.Type.NODE, command, "its command has --inspect itself");
  }

  @Test
  void pythonIsToldBehindItsOptions() {
    python("python server.py", "python " + DEBUGPY + " server.py");
    python("python server.py debugpy", "python " + DEBUGPY + " server.py debugpy");
    python("python server.py -m x", "python " + DEBUGPY + " server.py -m x");
    python(".venv/bin/python3.12 -u -W error -X dev server.py a b",
        ".venv/bin/python3.12 -u -W error -X dev " + DEBUGPY + " server.py a b");
    python("python3 -m notes.server --fast", "python3 " + DEBUGPY + " -m notes.server --fast");
    python("python3 -um notes", "python3 -u " + DEBUGPY + " -m notes");
    python("python3 -mnotes", "python3 " + DEBUGPY + " -m notes");
    python("python3 -c pass", "python3 " + DEBUGPY + " -c pass");
    python("python3 -Wmodule server.py", "python3 -Wmodule " + DEBUGPY + " server.py");
  }

  @Test
  void whatRunsPythonInAnEnvironmentIsFollowed() {
    python("uv run python server.py", "uv run python " + DEBUGPY + " server.py");
    python("uv --directory /x run --python python3.12 python -u server.py",
        "uv --directory /x run --python python3.12 python -u " + DEBUGPY + " server.py");
    python("uv run --with debugpy python server.py",
        "uv run --with debugpy python " + DEBUGPY + " server.py");
    python("poetry run python -m notes", "poetry run python " + DEBUGPY + " -m notes");
  }

  @Test
  void whatIsNotPythonHasNoPlaceForIt() {
    check(Debug.Type.PYTHON, "uvx mcp-server-fetch", "uvx is not python");
    check(Debug.Type.PYTHON, "uv run server.py python", "uv is not told to run python");
    check(Debug.Type.PYTHON, "uv run -m notes", "uv is not told to run python");
    check(Debug.Type.PYTHON, "uv tool install python", "uv is not told to run python");
    check(Debug.Type.PYTHON, "fastmcp run server.py", "fastmcp is not python");
    check(Debug.Type.PYTHON, "python -", "it gives Python no script");
    check(Debug.Type.PYTHON, "python -u", "it gives Python no script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python -m debugpy --listen 5678 server.py",
      "python -u -mdebugpy --listen 5678 server.py", "uv run python -um debugpy server.py"})
  void whoeverToldPythonItselfIsNotToldAgain(String command) {
    check(Debug.Type.PYTHON, command, "its command has debugpy itself");
  }

  @Test
  void javaIsToldBeforeAllElse() {
    check(Debug.Type.JAVA, "java Server.java", "java " + JDWP + " Server.java");
    check(Debug.Type.JAVA, "/jdk/bin/java -Xmx1g -jar x.jar",
        "/jdk/bin/java " + JDWP + " -Xmx1g -jar x.jar");
    check(Debug.Type.JAVA, "mvn exec:java", "mvn is not java");
    check(Debug.Type.JAVA, "java -agentlib:jdwp=server=y -jar x.jar",
        "its command has the agent jdwp itself");
  }

  private static void node(String command, String expected) {
    check(Debug.Type.NODE, command, expected);
  }

  private static void python(String command, String expected) {
    check(Debug.Type.PYTHON, command, expected);
  }

  /** {@code expected} is the whole new command line, or why there is none. */
  private static void check(Debug.Type type, String command, String expected) {
    var words = List.of(command.split(" ", -1));
    var server = new ServerSpec.Stdio("server", words.getFirst(), words.subList(1, words.size()),
        Map.of(), null, Options.DEFAULT);
    var found = switch (Gap.of(server, type)) {
      case Gap.Between gap -> {
        var line = new ArrayList<>(List.of(server.command()));
        line.addAll(gap.filled(type, 7));
        yield String.join(" ", line);
      }
      case Gap.Nowhere(var why, var instead) -> {
        assertThat(instead).as(command).endsWith(".");
        yield why;
      }
    };
    assertThat(found).as(command).isEqualTo(expected);
  }
}
