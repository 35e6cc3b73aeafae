package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustDetectorTest {
  private static final String CODE = "Building Rust runs code of the crates that it needs: their"
      + " build scripts and macros";

  @TempDir
  Path folder;

  @Test
  void itsOnlyProgramIsBuiltFromTheLock() {
    var repository = crate("").files("src/main.rs", "Cargo.lock");

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes");
    assertThat(repository.steps())
        .containsExactly("$ " + install("notes") + " --locked || " + install("notes"));
    assertThat(repository.found().ecosystem()).isEqualTo("rust (cargo)");
    assertThat(repository.found().warnings()).containsExactly(CODE + ".");
  }

  @Test
  void withoutALockNothingIsLocked() {
    assertThat(crate("").files("src/main.rs").steps()).containsExactly("$ " + install("notes"));
  }

  @Test
  void ofSeveralProgramsTheLikeliestIsTaken() {
    picks("admin", crate("default-run = 'admin'").files("src/main.rs", "src/bin/admin.rs"));
    picks("notes", crate("").files("src/main.rs", "src/bin/admin.rs"));
    picks("only", crate("").files("src/lib.rs", "src/bin/only.rs"));
    picks("notes-mcp", crate("").files("src/bin/admin.rs", "src/bin/notes-mcp/main.rs"));
    picks("server", crate("").files("src/bin/admin.rs", "src/bin/server.rs"));
    picks("stdio-mcp", crate("\n[[bin]]\nname = 'admin'\npath = 'a.rs'\n[[bin]]\n"
        + "name = 'stdio-mcp'\npath = 'src/main.rs'").files("src/main.rs"));
  }

  private void picks(String chosen, Skeleton repository) {
    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/" + chosen);
    assertThat(repository.steps()).containsExactly("$ " + install(chosen));
  }

  @Test
  void aProgramThatNeedsFeaturesGetsThem() {
    var repository = crate("\n[[bin]]\nname = 'notes-mcp'\nrequired-features = ['stdio', '-x']");

    assertThat(repository.steps())
        .containsExactly("$ " + install("notes-mcp") + " --features stdio");
  }

  @Test
  void whatIsNotToBeLookedForIsNot() {
    var repository = crate("autobins = false\n[[bin]]\nname = 'real-mcp'").files("src/main.rs");

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/real-mcp");
    assertThat(crate("").files("src/lib.rs").nothing().reason())
        .isEqualTo("No MCP server was found in the repository.");
  }

  @Test
  void aWorkspaceWithoutAPackageIsSearched() {
    var repository = workspace("").exactly("crates/core/Cargo.toml", manifest("core", ""))
        .files("crates/core/src/lib.rs", "Cargo.lock", "crates/notes/src/main.rs")
        .exactly("crates/notes/Cargo.toml", manifest("notes", ""));

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes");
    assertThat(repository.steps())
        .containsExactly("crates/notes$ " + install("notes") + " --locked || " + install("notes"));
    assertThat(repository.found().evidence())
        .contains("Cargo.lock: pins the crates that are built");
  }

  @Test
  void aWorkspaceWithAPackageIsThatPackage() {
    var repository = workspace(manifest("notes", "")).files("src/main.rs", "other/src/main.rs")
        .exactly("other/Cargo.toml", manifest("other", ""));

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes");
  }

  @Test
  void aServerThatSpeaksMcpByHandIsFoundByItsName() {
    var repository = workspace("")
        .exactly("crates/notes-mcp/Cargo.toml", "[package]\nname = 'notes-mcp'\n")
        .exactly("crates/tool/Cargo.toml", "[package]\nname = 'tool'\n")
        .files("crates/notes-mcp/src/main.rs", "crates/tool/src/main.rs");

    assertThat(repository.start()).isEqualTo("{root}/.hotplug/bin/notes-mcp");
  }

  @Test
  void severalServersOfAWorkspaceAreAChoice() {
    var repository = workspace("").files("a/src/main.rs", "b/src/main.rs")
        .exactly("a/Cargo.toml", manifest("a", ""))
        .exactly("b/Cargo.toml", manifest("b", ""));

    assertThat(repository.choices()).containsExactly("subdir=a", "subdir=b");
    assertThat(repository.subdir("b").start()).isEqualTo("{root}/.hotplug/bin/b");
  }

  @Test
  void aNameThatLeadsElsewhereIsNone() {
    var repository = crate("autobins = false\n[[bin]]\nname = '../../x'\n[[bin]]\nname = '-x'");

    assertThat(repository.nothing().reason()).startsWith("No MCP server");
  }

  @Test
  void whatChangesTheBuildIsTold() {
    var repository = crate("").files("src/main.rs", "build.rs", "rust-toolchain.toml",
        ".cargo/config.toml");

    assertThat(repository.found().warnings()).containsExactly(CODE + ", and its own build.rs.",
        "rust-toolchain.toml chooses the compiler; rustup may fetch it.",
        ".cargo/config.toml tells cargo what to run and where to fetch crates.");
  }

  @Test
  void aCrateUnderAnotherNameCountsByItsOwn() {
    var repository = repository()
        .exactly("Cargo.toml",
            "[package]\nname = 'notes'\n[dependencies]\nsdk = {package = 'rmcp', version = '1'}")
        .files("src/main.rs");

    assertThat(repository.found().warnings()).containsExactly(CODE + ".");
  }

  @Test
  void theProgramThatIsAskedForIsTaken() {
    var repository = crate("\n[[bin]]\nname = 'other'\npath = 'tools/other.rs'")
        .files("src/main.rs", "src/bin/admin.rs", "tools/other.rs");

    assertThat(repository.serverFile("admin").start()).endsWith("/admin");
    assertThat(repository.serverFile("./src/bin/admin.rs").start()).endsWith("/admin");
    assertThat(repository.serverFile("src/main.rs").start()).endsWith("/notes");
    assertThat(repository.serverFile("tools/other.rs").start()).endsWith("/other");
  }

  @Test
  void aProgramThatIsListedWithoutItsFileIsFoundWhereCargoLooks() {
    var repository = crate("""
        [[bin]]
        name = 'notes'
        [[bin]]
        name = 'admin'
        [[bin]]
        name = 'tool'
        """).files("src/main.rs", "src/bin/admin/main.rs", "src/bin/tool.rs");

    assertThat(repository.serverFile("src/main.rs").start()).endsWith("/notes");
    assertThat(repository.serverFile("src/bin/admin/main.rs").start()).endsWith("/admin");
    assertThat(repository.serverFile("src/bin/tool.rs").start()).endsWith("/tool");
  }

  @Test
  void withoutCargoItIsToldHowItIsInstalled() {
    var repository = crate("").files("src/main.rs").tools("apt-get");

    assertThat(repository.nothing().reason())
        .isEqualTo("It is a Rust server (Cargo.toml), and this machine has no cargo.");
    assertThat(repository.nothing().nextStep()).isEqualTo("Install it with \"curl --proto '=https'"
        + " --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y\"; then install again.");
    assertThat(repository.tools("brew").nothing().nextStep())
        .isEqualTo("Install it with \"brew install rust\"; then install again.");
  }

  private static String install(String program) {
    return "cargo install --path . --no-track --root {root}/.hotplug --bin " + program;
  }

  private Skeleton crate(String fields) {
    return repository().exactly("Cargo.toml", manifest("notes", fields));
  }

  private Skeleton workspace(String manifest) {
    return repository().exactly("Cargo.toml", manifest + "\n[workspace]\nmembers = ['*']\n");
  }

  private static String manifest(String name, String fields) {
    return "[dependencies]\nrmcp = '1'\n[package]\nname = '" + name + "'\n" + fields;
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("cargo");
  }
}
