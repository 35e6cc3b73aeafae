package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildEnvironmentTest {
  private static final Path HOME = Path.of("/build/home");
  private static final Path TEMPORARY = Path.of("/build/tmp");
  private static final Path ROOT = Path.of("/servers/x");

  @Test
  void onlyWhatIsKnownToBeHarmlessIsPassedOn() {
    var seen = of(Map.of("PATH", "/usr/bin", "LANG", "C.UTF-8", "HOME", "/home/me", "GITHUB_TOKEN",
        "canary", "npm_config_registry", "https://registry.example", "NPM_CONFIG__AUTH", "canary",
        "PIP_INDEX_URL", "https://me:canary@index.example/simple", "NODE_OPTIONS", "--require x"));

    assertThat(seen).containsEntry("PATH", "/usr/bin")
        .containsEntry("LANG", "C.UTF-8")
        .containsEntry("npm_config_registry", "https://registry.example")
        .containsEntry("HOME", HOME.toString())
        .containsEntry("TMPDIR", TEMPORARY.toString())
        .containsEntry("CI", "true")
        .doesNotContainKeys("GITHUB_TOKEN", "NPM_CONFIG__AUTH", "PIP_INDEX_URL", "NODE_OPTIONS");
    assertThat(seen.values()).noneMatch(value -> value.contains("canary"));
  }

  @Test
  void foldersOfTheRepositoryAreNotSearchedForPrograms() {
    assertThat(of(Map.of("PATH", ".:/usr/bin::node_modules/.bin:/bin"))).containsEntry("PATH",
        "/usr/bin:/bin");
  }

  @Test
  void versionManagersAreFoundThoughTheHomeIsAnother(@TempDir Path home) throws IOException {
    var pyenv = Files.createDirectory(home.resolve(".pyenv"));

    assertThat(of(Map.of("HOME", home.toString(), "VOLTA_HOME", "/opt/volta")))
        .containsEntry("PYENV_ROOT", pyenv.toString())
        .containsEntry("VOLTA_HOME", "/opt/volta")
        .doesNotContainKey("NVM_DIR");
  }

  @Test
  void registriesAreKeptAndLoginsAreNot(@TempDir Path from, @TempDir Path to) throws IOException {
    Files.writeString(from.resolve(".npmrc"), """
        registry=https://registry.example/
        @acme:registry=https://npm.acme.example/
        //npm.acme.example/:_authToken=canary
        proxy=http://me:canary@proxy.example
        cafile=/etc/ca.pem
        """);
    Files.createDirectories(from.resolve(".config/pip"));
    Files.writeString(from.resolve(".config/pip/pip.conf"), """
        [global]
        index-url = https://index.example/simple
        extra-index-url = https://me:canary@private.example/simple
        """);

    RegistrySettings.copy(from, to);

    assertThat(to.resolve(".npmrc")).hasContent("""
        registry=https://registry.example/
        @acme:registry=https://npm.acme.example/
        cafile=/etc/ca.pem
        """);
    assertThat(to.resolve(".config/pip/pip.conf")).hasContent("""
        [global]
        index-url = https://index.example/simple
        """);
    assertThat(to.resolve(".yarnrc.yml")).doesNotExist();
  }

  private static Map<String, String> of(Map<String, String> ours) {
    return new BuildEnvironment(ours).of(HOME, TEMPORARY, ROOT);
  }
}
