package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileFilesTest {
  @TempDir
  Path temporary;

  @Test
  void noFileMakesDetectionHang() throws Exception {
    var texts = new String[]{"a".repeat(300_000), "\n".repeat(300_000), " ".repeat(300_000),
        "a=".repeat(150_000), "console_scripts" + "a".repeat(300_000), "'a".repeat(150_000),
        "#\n".repeat(150_000), "# /// script\n" + "#\n".repeat(150_000),
        "from mcp.server\nimport \n".repeat(40_000) + "if __name__ == '__main__':",
        "```json\nservers\"\n".repeat(50_000), "plugins {".repeat(30_000)};
    for (var text : texts) {
      assertThat(hostile(text).detect()).isNotNull();
    }
  }

  /** Every marker that is searched for words, with {@code text} in the place of the words. */
  private Skeleton hostile(String text) {
    var word = text.replaceAll("[^a =]", "");
    return Skeleton.in(temporary)
        .exactly("setup.py", "console_scripts " + text)
        .exactly("setup.cfg", "[metadata]\ninstall_requires" + text)
        .exactly("requirements.txt", text)
        .exactly("server.py", text)
        .exactly("README.md", text)
        .exactly(".env.example", text)
        .exactly(".npmrc", text)
        .exactly("pyproject.toml", text)
        .exactly("pnpm-lock.yaml", text)
        .exactly("yarn.lock", text)
        .exactly("smithery.yaml", text)
        .exactly("go.mod", text)
        .exactly("main.go", text)
        .exactly("Cargo.toml", text)
        .exactly("pom.xml", text)
        .exactly("build.gradle", text)
        .exactly("settings.gradle", text)
        .exactly("A.csproj", text)
        .exactly("deno.jsonc", text)
        .file("package.json",
            "{'name': '" + word + "', 'packageManager': 'pnpm@" + word + "', 'workspaces': ['"
                + word + "'], 'scripts': {'build': '" + word + "', 'start': '" + word + "'}}")
        .file("a/package.json", "{'main': 'x.js'}")
        .exactly("b/deno.json", "{\"tasks\": {\"start\": \"deno run " + word + "\"}}")
        .exactly("c/pom.xml", "<project>" + "<a>".repeat(100_000));
  }

  @Test
  void everyMarkerCanBeALinkADirectoryOrAFifo() throws Exception {
    var markers = new String[]{"package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "yarn.lock",
        ".yarnrc.yml", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "uv.lock",
        "server.json", "manifest.json", "smithery.yaml", "gemini-extension.json", "README.md",
        ".env.example", "server.py", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "A.csproj",
        "deno.json", "main.ts"};
    var outside = Files.writeString(temporary.resolve("secret.json"), "{}");
    for (var kind : new String[]{"link", "directory", "fifo"}) {
      var repository = Skeleton.in(temporary);
      for (var marker : markers) {
        var file = repository.root().resolve(marker);
        switch (kind) {
          case "link" -> Files.createSymbolicLink(file, outside);
          case "directory" -> Files.createDirectory(file);
          default -> Fifo.make(file);
        }
      }

      assertThat(repository.nothing().reason()).as(kind)
          .isEqualTo("No MCP server was found in the repository.");
      assertThat(repository.nothing().lookedFor())
          .anyMatch(it -> it.startsWith("package.json is "));
    }
  }
}
