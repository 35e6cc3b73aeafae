package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers with dependencies from the registries, built from repositories as their authors keep
 * them: from the plan to the answer of a tool, and away again.
 */
@Tag("building")
class RealInstallIT {
  @TempDir
  private Path folder;

  @Test
  void aTypeScriptServerThatHasToBeBuilt() throws Exception {
    var canary = folder.resolve("canary");
    var repository = Repository.in(folder, "versioned")
        .file("package.json", """
            {"name": "@example/versioned", "version": "1.0.0", "type": "module",
             "bin": {"versioned-cli": "dist/cli.js", "versioned-mcp": "dist/index.js"},
             "scripts": {"build": "tsc", "preinstall": "touch %s"},
             "dependencies": {"@modelcontextprotocol/sdk": "1.32.2"},
             "devDependencies": {"typescript": "7.0.2"}}
            """.formatted(canary))
        .file("src/cli.ts", "console.log('no server');\n")
        .files(TestServers.sources("typescript"), "tsconfig.json", "src/index.ts")
        .file(".gitignore", "node_modules\ndist\n")
        .run("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit")
        .commit();
    var before = project("{\n  \"mcpServers\": {}\n}\n");

    try (var hotplug = start()) {
      var planned = Wish.of(repository).plan(hotplug);

      assertThat(planned.word("status")).isEqualTo("needs_confirmation");
      assertThat(planned.isError()).isFalse();
      assertThat(planned.field("plan").at("/commit").asText()).isEqualTo(repository.head());
      assertThat(planned.field("plan").path("ecosystem").asText()).contains("node");
      assertThat(planned.field("plan").path("steps").toString())
          .isEqualTo("[[\"npm\",\"ci\",\"--ignore-scripts\"],[\"npm\",\"run\",\"build\"]]");
      assertThat(planned.field("plan").path("start").toString()).contains("dist/index.js");
      assertThat(Files.readString(file())).isEqualTo(before);

      var installed = Wish.of(repository).install(hotplug).assertSuccess();

      assertThat(installed.word("status")).isEqualTo("installed");
      assertThat(installed.word("server_name")).isEqualTo("versioned");
      assertThat(installed.word("commit")).isEqualTo(repository.head());
      assertThat(canary).as("lifecycle scripts are off").doesNotExist();
      assertThat(hotplug.text("versioned", "version", "{}")).isEqualTo("v1");
      var listed = hotplug.callTool("list_installed_mcp_servers", "{}").assertSuccess();
      assertThat(listed.field("servers").at("/0/commit").asText()).isEqualTo(repository.head());
      assertThat(listed.field("servers").at("/0/url").asText()).isEqualTo(repository.url());

      uninstall(hotplug, "versioned");

      assertThat(Files.readString(file())).isEqualTo(before);
      assertThat(hotplug.callTool("list_installed_mcp_servers", "{}").field("count").asInt())
          .isZero();
    }
  }

  @Test
  void aPythonServerWithTwoConsoleScripts() throws Exception {
    var repository = Repository.in(folder, "noted").file("pyproject.toml", """
        [project]
        name = "noted-server"
        version = "1.0.0"
        requires-python = ">=3.10"
        dependencies = ["fastmcp==4.0.11"]
        [project.scripts]
        noted-admin = "noted.server:admin"
        noted-server = "noted.server:main"
        [build-system]
        requires = ["setuptools>=61"]
        build-backend = "setuptools.build_meta"
        """).file("noted/__init__.py", "").file("noted/server.py", """
        import os, sys
        from fastmcp import FastMCP

        mcp = FastMCP("noted")

        @mcp.tool
        def length() -> int:
            return len(os.environ["NOTED_TOKEN"])

        def admin():
            print("no server")

        def main():
            if not os.environ.get("NOTED_TOKEN"):
                sys.exit("NOTED_TOKEN is required")
            mcp.run(show_banner=False)
        """).commit();
    project("{}\n");

    try (var hotplug = start()) {
      var secret = "canary-0123456789";
      Wish.of(repository)
          .env(Map.of("NOTED_TOKEN", secret))
          .installAndLoad(hotplug)
          .assertSuccess();

      assertThat(hotplug.text("noted-server", "length", "{}"))
          .isEqualTo(String.valueOf(secret.length()));
      assertThat(Files.readString(file())).contains("${NOTED_TOKEN}").doesNotContain(secret);
      uninstall(hotplug, "noted-server");
      assertThat(Files.readString(file())).isEqualTo("{}\n");
    }
  }

  @Test
  void aPythonServerThatIsAFileAndAListOfRequirements() throws Exception {
    var repository = Repository.in(folder, "plain")
        .file("requirements.txt", "fastmcp==4.0.11\n")
        .file("src/server.py", """
            from fastmcp import FastMCP

            mcp = FastMCP("plain")

            @mcp.tool
            def version() -> str:
                return "v1"

            if __name__ == "__main__":
                mcp.run(show_banner=False)
            """)
        .file("tests/test_server.py", "from fastmcp import FastMCP\nprint('no server')\n")
        .commit();
    project("{}\n");

    try (var hotplug = start()) {
      Wish.of(repository).install(hotplug).assertSuccess();

      assertThat(hotplug.text("plain", "version", "{}")).isEqualTo("v1");
    }
  }

  private Hotplug start() throws IOException, InterruptedException {
    return Hotplug.in(Files.createDirectories(folder.resolve("project")))
        .args("--allow-local")
        .limit(Duration.ofMinutes(4))
        .start();
  }

  private Path file() {
    return folder.resolve("project/.mcp.json");
  }

  private String project(String text) throws IOException {
    Files.createDirectories(folder.resolve("project"));
    Files.writeString(file(), text);
    return text;
  }

  private static void uninstall(Hotplug hotplug, String server) throws InterruptedException {
    var gone = hotplug
        .callTool("uninstall_mcp_server",
            "{\"server_name\":" + Bytes.quote(server) + ",\"delete_files\":true}")
        .assertSuccess();
    assertThat(gone.field("files_deleted").asBoolean()).isTrue();
  }
}
