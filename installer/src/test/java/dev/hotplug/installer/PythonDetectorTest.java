package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonDetectorTest {
  private static final String SCRIPT = "[project.scripts]\nnotes = 'notes.server:main'\n";
  private static final String VENV = "$ python3 -m venv {root}/.venv";
  private static final String PIP = "$ {root}/.venv/bin/python -m pip install"
      + " --disable-pip-version-check ";

  @TempDir
  Path folder;

  @Test
  void aLockedPackageIsInstalledWithUvAndItsConsoleScriptIsRunByItsPath() {
    var repository = repository().pythonPackage(SCRIPT).files("uv.lock").tools("uv");

    var recipe = repository.found();

    assertThat(recipe.ecosystem()).isEqualTo("python (uv)");
    assertThat(recipe.name()).isEqualTo("notes");
    assertThat(repository.steps()).containsExactly("$ uv sync --frozen || uv sync");
    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/notes");
    assertThat(recipe.evidence()).containsExactly("uv.lock: installed with uv",
        "pyproject.toml: console script \"notes\"");
    assertThat(recipe.warnings()).containsExactly("Building the Python package may run code of the"
        + " repository: what its build backend is told to.");
  }

  @Test
  void theLockfileTellsTheManager() {
    installs("LICENSE", VENV, PIP + ".");
    installs("uv.lock", "$ uv sync --frozen || uv sync");
    installs("poetry.lock", VENV,
        "$ poetry install --no-interaction || " + (PIP + ".").substring(2));
    installs("pdm.lock", VENV, "$ pdm install --frozen-lockfile || pdm install");
  }

  private void installs(String lockfile, String... steps) {
    var repository = repository().pythonPackage(SCRIPT)
        .files(lockfile)
        .tools("python3", "uv", "poetry", "pdm");

    assertThat(repository.steps()).as(lockfile).containsExactly(steps);
  }

  @Test
  void ofTwoLockfilesUvsIsUsed() {
    var repository = repository().pythonPackage(SCRIPT)
        .files("poetry.lock", "uv.lock")
        .tools("python3", "uv", "poetry");

    assertThat(repository.found().ecosystem()).isEqualTo("python (uv)");
  }

  @Test
  void aManagerThatIsAbsentIsReplacedByPip() {
    for (var manager : new String[]{"uv", "poetry", "pdm"}) {
      var repository = repository().pythonPackage(SCRIPT).files(manager + ".lock");

      assertThat(repository.steps()).containsExactly(VENV, PIP + ".");
      assertThat(repository.found().warnings())
          .contains(manager + " is not installed; pip is used" + " in its place, without " + manager
              + ".lock: versions may be newer than the locked" + " ones.");
    }
  }

  @Test
  void withoutPythonUvMakesTheEnvironment() {
    var repository = repository().pythonPackage(SCRIPT).tools("uv");

    assertThat(repository.steps()).containsExactly("$ uv venv --seed {root}/.venv", PIP + ".");
  }

  @Test
  void withoutPythonAndUvNothingCanBeBuilt() {
    var nothing = repository().pythonPackage(SCRIPT).tools("node").nothing();

    assertThat(nothing.reason())
        .isEqualTo("It is a Python server, and this machine has neither python3 nor uv.");
    assertThat(nothing.nextStep()).isEqualTo(
        "Install Python 3 as https://www.python.org/downloads says; then install again.");
  }

  @Test
  void ofSeveralConsoleScriptsTheLikeliestIsTaken() {
    script("notes", "cli", "notes", "notes-mcp");
    script("note", "cli", "note", "x-mcp");
    script("x_mcp", "cli", "admin", "x_mcp");
    script("run-server", "cli", "run-server");
    script("cli", "cli", "admin");
  }

  private void script(String chosen, String... names) {
    var table = new StringBuilder("[project.scripts]\n");
    for (var name : names) table.append(name).append(" = 'notes:main'\n");
    var repository = repository().pythonPackage(table.toString());

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/" + chosen);
  }

  @Test
  void theOtherConsoleScriptsAreToldAndServerFilePicksOne() {
    var repository = repository()
        .pythonPackage("[project.scripts]\nnotes = 'notes:main'\nnotes-cli = 'notes.cli:main'\n");

    assertThat(repository.found().evidence()).contains("pyproject.toml: console scripts besides:"
        + " \"notes-cli\"; server_file (--server-file) picks one of them");
    assertThat(repository.serverFile("notes-cli").start()).isEqualTo("{root}/.venv/bin/notes-cli");
  }

  @Test
  void aConsoleScriptLeadsNowhereElse() {
    var repository = repository()
        .pythonPackage("[project.scripts]\n'../../bin/sh' = 'a:b'\n'-c' = 'a:b'\n'ok' = 'a:b'\n");

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/ok");
    assertThat(repository.found().evidence()).noneMatch(it -> it.contains("bin/sh"));
  }

  @Test
  void theScriptsOfPoetryAndSetuptoolsCountToo() {
    var poetry = repository().file("pyproject.toml", """
        [tool.poetry]
        name = "notes"
        [tool.poetry.dependencies]
        mcp = "^1.0"
        [tool.poetry.scripts]
        notes = "notes:main"
        [build-system]
        requires = ["poetry-core"]
        """);
    var setup = repository().exactly("setup.py", """
        from setuptools import setup
        setup(
            name="notes",
            install_requires=["mcp>=1.0"],
            entry_points={"console_scripts": ["notes=notes.server:main"]},
        )
        """);
    var cfg = repository().files("setup.py").exactly("setup.cfg", """
        [metadata]
        name = notes
        [options]
        install_requires =
            mcp>=1.0
        [options.entry_points]
        console_scripts =
            notes = notes.server:main
        """);

    for (var repository : new Skeleton[]{poetry, setup, cfg}) {
      assertThat(repository.start()).isEqualTo("{root}/.venv/bin/notes");
      assertThat(repository.steps()).containsExactly(VENV, PIP + ".");
      assertThat(repository.found().name()).isEqualTo("notes");
    }
    assertThat(setup.found().warnings()).containsExactly(
        "Building the Python package may run code of the repository: its setup.py.");
  }

  @Test
  void aSetupLeavesItsRequirementsToTheFileBesideIt() {
    var repository = repository()
        .exactly("setup.py", "setup(name='notes', entry_points='''[console_scripts]\nnotes=n:m''')")
        .exactly("requirements.txt", "mcp\n");

    assertThat(repository.steps()).containsExactly(VENV, PIP + "-r requirements.txt", PIP + ".");
  }

  @Test
  void aSetupCfgForOtherToolsIsNoPackage() {
    var repository = repository().exactly("setup.cfg", "[flake8]\nmax-line-length = 100\n")
        .exactly("requirements.txt", "mcp\n")
        .exactly("server.py", Skeleton.SERVER_PY);

    assertThat(repository.steps()).containsExactly(VENV, PIP + "-r requirements.txt");
  }

  @Test
  void aSetupThatOnlySpeaksOfMcpDoesNotDependOnIt() {
    var repository = repository().exactly("setup.py", """
        setup(name="tools", install_requires=["httpx[http2]>=1", "click"],
              description="mcp", entry_points={"console_scripts": ["tools=tools:main"]})
        """);

    assertThat(repository.found().warnings())
        .contains("Nothing in it names MCP; whether it is a server shows when it is tried.");
    assertThat(repository.exactly("setup.py", """
        setup(name="tools", install_requires=["httpx[http2]>=1", "mcp"],
              entry_points={"console_scripts": ["tools=tools:main"]})
        """).found().warnings()).noneMatch(it -> it.startsWith("Nothing in it"));
  }

  @Test
  void whatOnlyPoetryCanInstallNeedsPoetry() {
    var nothing = repository().file("pyproject.toml", """
        [tool.poetry]
        package-mode = false
        [tool.poetry.dependencies]
        mcp = "^1.0"
        """).files("poetry.lock").exactly("server.py", Skeleton.SERVER_PY).nothing();

    assertThat(nothing.reason())
        .isEqualTo("It is installed with poetry, which this machine does not have.");
    assertThat(nothing.nextStep())
        .isEqualTo("Install it with \"pipx install poetry\"; then install again.");
  }

  @Test
  void withoutABuildSystemOnlyTheDependenciesAreInstalledAndTheFunctionIsCalled() {
    var repository = repository().python(SCRIPT)
        .files("src/notes/__init__.py", "src/notes/server.py");

    assertThat(repository.steps()).containsExactly(VENV, PIP + "mcp>=1.2");
    assertThat(repository.start()).isEqualTo("env PYTHONPATH={root}/src {root}/.venv/bin/python -c"
        + " import sys; from notes.server import main; sys.exit(main())");
  }

  @Test
  void aFunctionThatIsNoneBecomesNoCode() {
    var repository = repository().python("[project.scripts]\nnotes = 'os:system(x)#:y'\n")
        .exactly("server.py", Skeleton.SERVER_PY)
        .files("os.py");

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/server.py");
    assertThat(repository.found().evidence()).noneMatch(it -> it.contains("console script"))
        .contains("server.py: imports MCP and has a main guard");
  }

  @Test
  void aRequirementIsNoOption() {
    var repository = repository()
        .file("pyproject.toml",
            "[project]\nname = 'n'\ndependencies = ['--index-url=http://evil', 'mcp']\n")
        .exactly("server.py", Skeleton.SERVER_PY);

    assertThat(repository.steps()).containsExactly(VENV, PIP + "mcp");
  }

  @Test
  void aServerInSrcWithRequirementsIsRunAsAFile() {
    var repository = repository().exactly("requirements.txt", "# tools\nmcp[cli]>=1.2\nhttpx\n")
        .exactly("src/server.py", Skeleton.SERVER_PY);

    assertThat(repository.steps()).containsExactly(VENV, PIP + "-r requirements.txt");
    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/src/server.py");
    assertThat(repository.found().name()).isEqualTo("notes");
    assertThat(repository.found().ecosystem()).isEqualTo("python (pip)");
    assertThat(repository.found().warnings()).containsExactly("Python packages that come without a"
        + " wheel run code of their own while they are installed.");
  }

  @Test
  void theFileNearestTheRootIsTakenAndTestsAndExamplesAreNot() {
    var repository = repository().exactly("requirements.txt", "mcp\n")
        .exactly("tests/server.py", Skeleton.SERVER_PY)
        .exactly("examples/server.py", Skeleton.SERVER_PY)
        .exactly("templates/server.py", Skeleton.SERVER_PY)
        .exactly("test_server.py", Skeleton.SERVER_PY)
        .exactly("client.py", "from mcp import ClientSession\n")
        .exactly("library.py", "from mcp.server import Server\n")
        .exactly("a/b/deep.py", Skeleton.SERVER_PY)
        .exactly("a/b/c/d/deeper.py", Skeleton.SERVER_PY);

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/a/b/deep.py");
  }

  @Test
  void ofSeveralServersInAFolderTheOneCalledServerIsTaken() {
    var repository = repository().exactly("requirements.txt", "mcp\n")
        .exactly("server.py", Skeleton.SERVER_PY)
        .exactly("http_server.py", Skeleton.SERVER_PY);

    assertThat(repository.start()).endsWith("{root}/server.py");
  }

  @Test
  void severalServersInAFolderAreAChoice() {
    var repository = repository().exactly("requirements.txt", "mcp\n")
        .exactly("weather.py", Skeleton.SERVER_PY)
        .exactly("stocks.py", Skeleton.SERVER_PY);

    assertThat(repository.choices()).containsExactly("server_file=stocks.py",
        "server_file=weather.py");
    assertThat(repository.serverFile("weather.py").start()).endsWith("{root}/weather.py");
  }

  @Test
  void aFileWithRelativeImportsIsRunAsAModule() {
    var repository = repository().exactly("requirements.txt", "mcp\n")
        .exactly("src/notes/server.py", "from . import tools\n" + Skeleton.SERVER_PY)
        .files("src/notes/__init__.py");

    assertThat(repository.start())
        .isEqualTo("env PYTHONPATH={root}/src {root}/.venv/bin/python -m notes.server");
  }

  @Test
  void aPackageWithAMainIsRunAsAModule() {
    var repository = repository().exactly("requirements.txt", "mcp\n")
        .exactly("notes/__main__.py", "from .server import main\nmain()\n")
        .files("notes/__init__.py");

    assertThat(repository.start())
        .isEqualTo("env PYTHONPATH={root} {root}/.venv/bin/python -m notes");
  }

  @Test
  void theFolderToImportFromMayBeAParent() {
    var own = repository().exactly("requirements.txt", "mcp\n")
        .exactly("src/server.py", "from src.tools import x\n" + Skeleton.SERVER_PY)
        .files("src/tools.py");
    var beside = repository().exactly("requirements.txt", "mcp\n")
        .exactly("src/server.py", "import config\n" + Skeleton.SERVER_PY)
        .files("config.py");
    var above = repository().exactly("notes/requirements.txt", "mcp\n")
        .exactly("notes/server.py", "from notes.tools import x\n" + Skeleton.SERVER_PY)
        .files("notes/tools.py");
    var foreign = repository().exactly("requirements.txt", "mcp\n")
        .exactly("src/server.py", Skeleton.SERVER_PY)
        .files("mcp/server.py");

    assertThat(own.start())
        .isEqualTo("env PYTHONPATH={root} {root}/.venv/bin/python {root}/src/server.py");
    assertThat(beside.start()).isEqualTo(own.start());
    assertThat(above.start())
        .isEqualTo("env PYTHONPATH={root} {root}/notes/.venv/bin/python {root}/notes/server.py");
    assertThat(foreign.start()).isEqualTo("{root}/.venv/bin/python {root}/src/server.py");
  }

  @Test
  void anExactPythonIsUsedIfItIsThereAndFetchedByUvIfNot() {
    python("==3.11.*", "python3.11 -m venv", "python3", "python3.11", "python3.12", "uv");
    python(">=3.10,<3.12", "python3.10 -m venv", "python3", "python3.10");
    python(">=3.10,<3.12", "uv venv --seed --python 3.11", "python3", "uv");
    python("~=3.11.4", "uv venv --seed --python 3.11", "python3", "uv");
    python("<3.12", "python3 -m venv", "python3");
    python(">=3.10", "python3 -m venv", "python3", "python3.11", "uv");
    python(">=3.10,<4", "python3 -m venv", "python3", "python3.11");
  }

  private void python(String range, String environment, String... tools) {
    var repository = repository().pythonPackage("requires-python = '" + range + "'\n" + SCRIPT)
        .tools(tools);

    assertThat(repository.steps()).first()
        .as(range)
        .isEqualTo("$ " + environment + " {root}/.venv");
  }

  @Test
  void aPythonThatMayBeTheWrongOneIsTold() {
    var repository = repository().pythonPackage("requires-python = '==3.11.*'\n" + SCRIPT);

    assertThat(repository.found().warnings())
        .contains("It wants Python ==3.11.*; python3 of this machine may be another.");
  }

  @Test
  void anExtraThatBringsMcpIsInstalled() {
    var text = """
        [project]
        name = "notes"
        dependencies = ["httpx"]
        [project.optional-dependencies]
        dev = ["pytest"]
        server = ["mcp>=1.0"]
        [project.scripts]
        notes = "notes:main"
        [build-system]
        requires = ["hatchling"]
        """;
    var pip = repository().exactly("pyproject.toml", text);
    var uv = repository().exactly("pyproject.toml", text).files("uv.lock").tools("uv");

    assertThat(pip.steps()).containsExactly(VENV, PIP + ".[server]");
    assertThat(uv.steps())
        .containsExactly("$ uv sync --frozen --extra=server || uv sync --extra=server");
  }

  @Test
  void whereOnlyAnExtraBringsMcpTheScriptWithMcpIsTaken() {
    var text = """
        [project]
        name = "notes"
        [project.optional-dependencies]
        server = ["mcp>=1.0"]
        [project.scripts]
        notes = "notes.cli:main"
        notes-mcp = "notes.server:main"
        [build-system]
        requires = ["hatchling"]
        """;
    var byExtra = repository().exactly("pyproject.toml", text);
    var byItself = repository().exactly("pyproject.toml",
        text.replace("[project.optional", "dependencies = ['mcp']\n[project.optional"));

    assertThat(byExtra.start()).isEqualTo("{root}/.venv/bin/notes-mcp");
    assertThat(byItself.start()).isEqualTo("{root}/.venv/bin/notes");
  }

  @Test
  void aMemberOfAUvWorkspaceIsInstalledByTheWorkspace() {
    var repository = repository()
        .exactly("pyproject.toml", "[tool.uv.workspace]\nmembers = ['packages/*']\n")
        .files("uv.lock")
        .exactly("packages/notes/pyproject.toml", """
            [project]
            name = "notes"
            dependencies = ["mcp"]
            [project.scripts]
            notes = "notes:main"
            [build-system]
            requires = ["hatchling"]
            """)
        .tools("uv");

    assertThat(repository.steps())
        .containsExactly("$ uv sync --frozen --package=notes || uv sync --package=notes");
    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/notes");
  }

  @Test
  void requirementsThatAreAskedForAreInstalled() {
    var repository = repository().python("")
        .exactly("server.py", Skeleton.SERVER_PY)
        .files("uv.lock", "deps/all.txt")
        .requirementsFile("deps/all.txt");

    assertThat(repository.steps()).containsExactly(VENV, PIP + "-r deps/all.txt");
    assertThat(repository.requirementsFile("gone.txt").nothing().reason())
        .isEqualTo("There is no gone.txt in the server's folder.");
  }

  @Test
  void aFileThatListsItsOwnRequirementsNeedsNoOther() {
    var repository = repository().exactly("server.py", """
        # /// script
        # requires-python = ">=3.11"
        # dependencies = ["mcp", "httpx"]
        # ///
        """ + Skeleton.SERVER_PY);

    assertThat(repository.steps()).containsExactly(VENV, PIP + "mcp httpx");
  }

  @Test
  void aFileOfWhichNobodySaysWhatItNeedsIsNotBuilt() {
    var nothing = repository().exactly("server.py", Skeleton.SERVER_PY).nothing();

    assertThat(nothing.reason())
        .isEqualTo("server.py looks like a server, but no file says what it needs.");
    assertThat(nothing.nextStep())
        .isEqualTo("Name the list of its packages with requirements_file (--requirements-file).");
  }

  @Test
  void aFileThatIsAskedForWins() {
    var repository = repository().pythonPackage(SCRIPT)
        .exactly("tools/other.py", "print('hello')\n")
        .serverFile("tools/other.py");

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/tools/other.py");
    assertThat(repository.steps()).containsExactly(VENV, PIP + ".");
  }

  private Skeleton repository() {
    return Skeleton.in(folder);
  }
}
