package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoDetectorTest {
  private static final String MAIN = "// Copyright\n\npackage main\n\nfunc main() {\n}\n";
  private static final String LIBRARY = "package notes\n\nfunc Find() {}\n";

  @TempDir
  Path folder;

  @Test
  void aProgramAtTheRootIsBuiltAndStartedByItsPath() {
    var repository = module().exactly("main.go", MAIN).exactly("cmd/other/main.go", MAIN);

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes");
    assertThat(repository.steps())
        .containsExactly("$ go build -trimpath -buildvcs=false -o {root}/.hotplug/bin/notes ."
            + " || go build -trimpath -buildvcs=false -mod=mod -o {root}/.hotplug/bin/notes .");
    assertThat(repository.found().ecosystem()).isEqualTo("go");
    assertThat(repository.found().evidence()).contains(
        "main.go: package main with its main function",
        "go.mod: go 1.24; an older Go fetches that version, if it may");
  }

  @Test
  void whereTheRootIsALibraryTheProgramIsInCmd() {
    var repository = module().exactly("notes.go", LIBRARY)
        .exactly("cmd/admin/main.go", MAIN)
        .exactly("cmd/notes/main.go", MAIN);

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes");
    assertThat(repository.steps().getFirst()).contains(" ./cmd/notes ");
    assertThat(repository.found().evidence()).contains("go.mod: programs besides: \"cmd/admin\";"
        + " server_file (--server-file) picks one of them");
  }

  @Test
  void ofSeveralProgramsTheLikeliestNameIsTaken() {
    picks("notes", "admin", "notes");
    picks("notes-mcp", "admin", "mcp", "notes-mcp");
    picks("mcp-proxy", "admin", "mcp-proxy");
    picks("server", "admin", "server");
    picks("admin", "admin", "tool");
  }

  private void picks(String chosen, String... programs) {
    var repository = module().exactly("notes.go", LIBRARY);
    for (var program : programs) repository.exactly("cmd/" + program + "/main.go", MAIN);

    assertThat(repository.steps().getFirst()).as(chosen).contains(" ./cmd/" + chosen + " ");
  }

  @Test
  void aNameThatSaysNothingGivesWayToThatOfTheModule() {
    assertThat(module().exactly("cmd/server/main.go", MAIN).found().name()).isEqualTo("notes");
    assertThat(module().exactly("cmd/tasks-mcp/main.go", MAIN).found().name())
        .isEqualTo("tasks-mcp");
  }

  @Test
  void itsMainFunctionMayBeBehindALicenceAndInAnyFile() {
    var repository = module().exactly("a.go", "package main\n")
        .exactly("gen.go", "//go:build ignore\n\npackage gen\n")
        .exactly("serve.go", "// free to use\n".repeat(500) + MAIN);

    assertThat(repository.found().evidence())
        .contains("serve.go: package main with its main function");
    assertThat(module().exactly("cmd/main.go", MAIN).steps().getFirst()).contains(" ./cmd ");
  }

  @Test
  void withoutCmdAProgramElsewhereIsTaken() {
    var repository = module().exactly("notes.go", LIBRARY).exactly("internal/mcp/main.go", MAIN);

    assertThat(repository.steps().getFirst()).contains(" ./internal/mcp ");
  }

  @Test
  void whatIsNoProgramOfTheModuleIsLeftOut() {
    for (var file : new String[]{"main_test.go", "examples/a/main.go", "vendor/x.org/y/main.go",
        "testdata.txt", "_old.txt"}) {
      assertThat(module().exactly(file, MAIN).nothing().reason()).as(file)
          .isEqualTo("No MCP server was found in the repository.");
    }
    assertThat(module().exactly("gen.go", "//go:build ignore\n\n" + MAIN).nothing().reason())
        .startsWith("No MCP server");
    assertThat(module().exactly("tools.go", "package main\n").nothing().reason())
        .startsWith("No MCP server");
  }

  @Test
  void aModuleWithinTheModuleIsAServerOfItsOwn() {
    var repository = module().exactly("notes.go", LIBRARY)
        .exactly("server/go.mod", "module x.org/server\nrequire github.com/mark3labs/mcp-go v0.1.0")
        .exactly("server/main.go", MAIN);

    assertThat(repository.subdir("server").start()).isEqualTo("{root}/.hotplug/bin/server");
    assertThat(repository.steps()).singleElement().asString().startsWith("server$ go build ");
  }

  @Test
  void inAWorkspaceNothingThatIsLockedCanBeChanged() {
    var repository = module().exactly("main.go", MAIN).exactly("go.work", "go 1.24\nuse .\n");

    assertThat(repository.steps()).singleElement().asString().doesNotContain("||");
  }

  @Test
  void aModuleThatTheWorkspaceDoesNotUseIsBuiltByItself() {
    var build = "go build -trimpath -buildvcs=false ";
    var off = "$ env GOWORK=off " + build + "-o {root}/.hotplug/bin/notes . || env GOWORK=off "
        + build + "-mod=mod -o {root}/.hotplug/bin/notes .";
    for (var work : new String[]{"", "go 1.24\n", "use ./other\n", "// use .\n", "useful .\n",
        "use (\n  ./other // .\n)\n.\n", "replace (\n  .\n)\n"}) {
      assertThat(beside(work).steps()).as(work).containsExactly(off);
    }
    for (var work : new String[]{"use .", "use \".\" // all", "use(\n./\n)", "use ./other/..",
        "use (\n  ./other\n\n  . // this\n)\n"}) {
      assertThat(beside(work).steps()).as(work)
          .containsExactly("$ " + build + "-o {root}/.hotplug/bin/notes .");
    }
  }

  private Skeleton beside(String work) {
    return module().exactly("main.go", MAIN).exactly("go.work", work);
  }

  @Test
  void theVersionInAModulesPathIsNoName() {
    var repository = repository().exactly("go.mod", "module github.com/acme/notes-mcp/v2\n")
        .exactly("main.go", MAIN);

    assertThat(repository.found().name()).isEqualTo("notes-mcp");
  }

  @Test
  void onlyWhatAModuleAsksForItselfSpeaksForMcp() {
    var indirect = repository().exactly("go.mod", """
        module x.org/notes
        require (
          github.com/modelcontextprotocol/go-sdk v1.0.0 // indirect
        )
        replace github.com/mark3labs/mcp-go => ../mcp-go
        """).exactly("main.go", MAIN);
    var direct = repository()
        .exactly("go.mod",
            "module x.org/notes\nrequire (\n\tgithub.com/modelcontextprotocol/go-sdk v1.0.0\n)\n")
        .exactly("main.go", MAIN);

    assertThat(indirect.found().warnings())
        .containsExactly("Nothing in it names MCP; whether it is a server shows when it is tried.");
    assertThat(direct.found().warnings()).isEmpty();
  }

  @Test
  void theProgramThatIsAskedForIsTaken() {
    var repository = module().exactly("main.go", MAIN).exactly("cmd/admin/run.go", MAIN);

    for (var wish : new String[]{"cmd/admin", "./cmd/admin/", "cmd/admin/run.go", "admin"}) {
      assertThat(repository.serverFile(wish).steps().getFirst()).as(wish).contains(" ./cmd/admin ");
    }
    assertThat(repository.serverFile("main.go").start()).isEqualTo("{root}/.hotplug/bin/notes");
    assertThat(repository.serverFile("gone.py").nothing().reason())
        .isEqualTo("There is no gone.py in the server's folder.");
  }

  @Test
  void withoutGoItIsToldHowGoIsInstalled() {
    var repository = module().exactly("main.go", MAIN).tools("node", "apt-get");

    assertThat(repository.nothing().reason())
        .isEqualTo("It is a Go server (go.mod), and this machine has no go.");
    assertThat(repository.nothing().nextStep())
        .isEqualTo("Install it with \"sudo apt-get install golang-go\"; then install again.");
  }

  private Skeleton module() {
    return repository().exactly("go.mod", """
        module github.com/acme/notes

        go 1.24

        require github.com/mark3labs/mcp-go v0.43.2
        """);
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("go");
  }
}
