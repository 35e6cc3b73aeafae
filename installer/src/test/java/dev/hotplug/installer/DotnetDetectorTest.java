package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotnetDetectorTest {
  private static final String EXE = "<OutputType>Exe</OutputType>";
  private static final String MCP = "<PackageReference Include='ModelContextProtocol' />";
  private static final String PUBLISH = " -c Release -o {root}/.hotplug/publish"
      + " --no-self-contained -p:PublishSingleFile=false -p:PublishAot=false"
      + " -p:PublishTrimmed=false";

  @TempDir
  Path folder;

  @Test
  void aProgramIsPublishedAndStartedWithDotnet() {
    var repository = repository().exactly("Notes.csproj", project(EXE, MCP));

    assertThat(repository.start()).isEqualTo("dotnet {root}/.hotplug/publish/Notes.dll");
    assertThat(repository.steps()).containsExactly("$ dotnet publish ./Notes.csproj" + PUBLISH);
    assertThat(repository.found().ecosystem()).isEqualTo("dotnet");
    assertThat(repository.found().warnings()).containsExactly(
        "Building with .NET runs what the project files and packages tell MSBuild.");
  }

  @Test
  void amongProjectsTheOneWithMcpIsTaken() {
    var repository = repository().exactly("src/Tool/Tool.csproj", project(EXE, ""))
        .exactly("src/Core/Core.csproj", project("", MCP))
        .exactly("src/Server/Server.csproj",
            project(EXE + "<AssemblyName>notes</AssemblyName>", MCP))
        .exactly("tests/Server.Tests/Server.Tests.csproj", project(EXE, MCP))
        .files("Notes.sln");

    assertThat(repository.start()).isEqualTo("dotnet {root}/.hotplug/publish/notes.dll");
    assertThat(repository.steps())
        .containsExactly("src/Server$ dotnet publish ./Server.csproj" + PUBLISH);
  }

  @Test
  void testsAndLibrariesAreNoServers() {
    for (var text : new String[]{project("", MCP), project("<OutputType>Library</OutputType>", MCP),
        project(EXE + "<IsTestProject>true</IsTestProject>", MCP),
        project(EXE, MCP + "<PackageReference Include='Microsoft.NET.Test.Sdk' />")}) {
      assertThat(repository().exactly("A.csproj", text).nothing().reason()).as(text)
          .isEqualTo("No MCP server was found in the repository.");
    }
  }

  @Test
  void aServiceIsAProgramWithoutSayingSo() {
    var worker = project("", MCP).replace("Sdk='Microsoft.NET.Sdk'",
        "Sdk='Microsoft.NET.Sdk.Worker'");

    assertThat(repository().exactly("A.fsproj", worker).start()).endsWith("/A.dll");
  }

  @Test
  void ofSeveralFrameworksTheNewestIsBuilt() {
    var repository = repository().exactly("A.csproj", project(
        EXE + "<TargetFrameworks>net8.0;net10.0;netstandard2.0;net9.0</TargetFrameworks>", MCP));

    assertThat(repository.steps()).singleElement().asString().endsWith(" -f net10.0");
  }

  @Test
  void aLockIsKeptTo() {
    var repository = repository().exactly("A.csproj", project(EXE, MCP))
        .files("packages.lock.json", "global.json");
    var line = "dotnet publish ./A.csproj" + PUBLISH;

    assertThat(repository.steps())
        .containsExactly("$ " + line + " -p:RestoreLockedMode=true || " + line);
    assertThat(repository.found().evidence())
        .contains("global.json: may ask for a certain SDK of .NET");
  }

  @Test
  void severalInOneFolderAreAChoice() {
    var repository = repository().exactly("A.csproj", project(EXE, MCP))
        .exactly("B.csproj", project(EXE, MCP));

    assertThat(repository.choices()).containsExactly("server_file=A.csproj",
        "server_file=B.csproj");
    assertThat(repository.serverFile("B.csproj").start()).endsWith("/B.dll");
  }

  @Test
  void aNameThatLeadsElsewhereIsNone() {
    var repository = repository().exactly("A.csproj",
        project(EXE + "<AssemblyName>../../x</AssemblyName>", MCP));

    assertThat(repository.start()).isEqualTo("dotnet {root}/.hotplug/publish/A.dll");
  }

  private static String project(String properties, String items) {
    return "<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup>" + properties
        + "</PropertyGroup><ItemGroup>" + items + "</ItemGroup></Project>";
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("dotnet");
  }
}
