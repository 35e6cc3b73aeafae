package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/installing.md} are what is planned. */
class InstallingDocsTest {
  private final String docs = Files.readString(
      Path.of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"))
          .resolve("docs/installing.md"));

  @TempDir
  private Path folder;

  InstallingDocsTest() throws IOException {}

  @Test
  void go() {
    check(repository().exactly("go.mod", """
        module github.com/acme/graph-mcp
        go 1.24
        require github.com/modelcontextprotocol/go-sdk v1.0.0
        """)
        .exactly("graph.go", "package graph\n")
        .exactly("cmd/graph-mcp/main.go", "package main\nfunc main() {}\n")
        .exactly("cmd/import/main.go", "package main\nfunc main() {}\n"));
  }

  @Test
  void rust() {
    check(repository().exactly("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n")
        .files("Cargo.lock")
        .exactly("crates/files-mcp/Cargo.toml",
            "[package]\nname = \"files-mcp\"\n[dependencies]\nrmcp = \"0.8\"\n")
        .exactly("crates/files-mcp/src/main.rs", "fn main() {}\n"));
  }

  @Test
  void java() {
    var pom = "<project><groupId>g</groupId><artifactId>%s</artifactId><version>1</version>%s</project>";
    check(repository()
        .exactly("pom.xml",
            pom.formatted("all",
                "<packaging>pom</packaging><modules><module>core</module>"
                    + "<module>notes-mcp</module></modules>"))
        .exactly("core/pom.xml", pom.formatted("core", ""))
        .exactly("notes-mcp/pom.xml",
            pom.formatted("notes-mcp",
                "<dependencies><dependency><groupId>io.modelcontextprotocol.sdk</groupId>"
                    + "<artifactId>mcp</artifactId></dependency></dependencies><build><plugins>"
                    + "<plugin><artifactId>maven-shade-plugin</artifactId></plugin></plugins>"
                    + "</build>")));
  }

  @Test
  void dotnet() {
    check(repository().exactly("src/Notes.Server/Notes.Server.csproj", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup><PackageReference Include="ModelContextProtocol" Version="1" /></ItemGroup>
        </Project>
        """).files("src/Notes.Server/Program.cs"));
  }

  @Test
  void deno() {
    check(repository().file("deno.json", """
        {'name': '@acme/kv-mcp',
         'tasks': {'start': 'deno run --allow-net --allow-env main.ts'}}
        """).files("main.ts"));
  }

  private void check(Skeleton repository) {
    var recipe = repository.found();
    var home = "~/.local/share/hotplug/servers/" + ServerName.of(recipe.name());
    for (var step : recipe.steps()) {
      assertThat(docs)
          .contains(String.join(" ", step.line()).replace(Recipe.HERE, home + "/0a1b2c3d4e5f"));
    }
    assertThat(docs).contains(repository.start().replace(Recipe.HERE, "…/current"));
  }

  private Skeleton repository() {
    return Skeleton.in(folder)
        .tools("go", "cargo", "java", "javac", "mvn", "dotnet", "deno", "node");
  }
}
