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
        "PIP_INDEX_URL", "https://me:canary@index.example/simple", "NODE_OPTIONS", "--require x",
        "GOPROXY", "https://go.example", "GOFLAGS", "-toolexec=canary"));

    assertThat(seen).containsEntry("PATH", "/usr/bin")
        .containsEntry("LANG", "C.UTF-8")
        .containsEntry("npm_config_registry", "https://registry.example")
        .containsEntry("GOPROXY", "https://go.example")
        .containsEntry("HOME", HOME.toString())
        .containsEntry("TMPDIR", TEMPORARY.toString())
        .containsEntry("CI", "true")
        .doesNotContainKeys("GITHUB_TOKEN", "NPM_CONFIG__AUTH", "PIP_INDEX_URL", "NODE_OPTIONS");
    assertThat(seen.values()).noneMatch(value -> value.contains("canary"));
  }

  @Test
  void aLoginNeedsNoScheme() {
    for (var setting : new String[]{"me:canary@proxy:3128", "proxy=me:canary@proxy:3128",
        "proxy = \"me:canary@proxy:3128\"", "https://me@a.example/"}) {
      assertThat(BuildEnvironment.logsIn(setting)).as(setting).isTrue();
    }
    for (var setting : new String[]{"proxy:3128", "@acme:registry=https://npm.acme.example/",
        "https://npm.example/@acme/x", "registry=https://npm.example:8443/"}) {
      assertThat(BuildEnvironment.logsIn(setting)).as(setting).isFalse();
    }
    assertThat(of(Map.of("https_proxy", "me:canary@proxy:3128")).values())
        .noneMatch(value -> value.contains("canary"));
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

  @Test
  void compiledLanguagesReachTheirRegistriesWithoutLogins(@TempDir Path from, @TempDir Path to)
      throws IOException {
    write(from, ".config/go/env", "GOPROXY=https://go.example\nGOFLAGS=-toolexec=canary\n");
    write(from, ".cargo/config.toml", """
        [source.crates-io]
        replace-with = "mirror"
        [source.mirror]
        registry = "sparse+https://crates.example/"
        [registries.acme]
        index = "https://me:canary@crates.acme.example/"
        token = "canary"
        [build]
        rustc-wrapper = "canary"
        """);
    write(from, ".gradle/gradle.properties",
        "systemProp.https.proxyHost=proxy.example\nsigning.password=canary\n");
    write(from, ".m2/settings.xml", """
        <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
          <servers><server><id>a</id><password>canary</password></server></servers>
          <proxies><proxy><host>p.example</host><password>canary</password></proxy></proxies>
          <mirrors>
            <mirror><url>https://me:canary@private.example/</url><mirrorOf>x</mirrorOf></mirror>
            <mirror><url>https://maven.example/?a=1&amp;b=2</url><mirrorOf>*</mirrorOf></mirror>
          </mirrors>
          <profiles><profile><properties><key>canary</key></properties></profile></profiles>
        </settings>
        """);
    write(from, ".nuget/NuGet/NuGet.Config", """
        <configuration>
          <packageSources><add key="acme" value="https://nuget.example/v3/index.json"/>
          </packageSources>
          <packageSourceCredentials><acme><add key="Password" value="canary"/></acme>
          </packageSourceCredentials>
        </configuration>
        """);

    RegistrySettings.copy(from, to);

    assertThat(to.resolve(".config/go/env")).hasContent("GOPROXY=https://go.example\n");
    assertThat(to.resolve(".cargo/config.toml")).hasContent("""
        [source.crates-io]
        replace-with = "mirror"
        [source.mirror]
        registry = "sparse+https://crates.example/"
        [registries.acme]
        [build]
        """);
    assertThat(to.resolve(".gradle/gradle.properties"))
        .hasContent("systemProp.https.proxyHost=proxy.example\n");
    assertThat(to.resolve(".m2/settings.xml")).hasContent("<settings>"
        + "<proxies><proxy><host>p.example</host></proxy></proxies><mirrors><mirror>"
        + "<url>https://maven.example/?a=1&amp;b=2</url><mirrorOf>*</mirrorOf></mirror></mirrors>"
        + "<profiles><profile></profile></profiles></settings>\n");
    assertThat(to.resolve(".nuget/NuGet/NuGet.Config")).hasContent("<configuration>"
        + "<packageSources><add key=\"acme\" value=\"https://nuget.example/v3/index.json\"></add>"
        + "</packageSources></configuration>\n");
  }

  @Test
  void aByteOrderMarkIsNoneOfTheSettings(@TempDir Path from, @TempDir Path to) throws IOException {
    write(from, ".nuget/NuGet/NuGet.Config",
        "\uFEFF<configuration><packageSources><clear/></packageSources></configuration>\n");
    write(from, ".npmrc", "\uFEFFregistry=https://registry.example/\n");

    RegistrySettings.copy(from, to);

    assertThat(to.resolve(".nuget/NuGet/NuGet.Config")).hasContent(
        "<configuration><packageSources><clear></clear></packageSources></configuration>\n");
    assertThat(to.resolve(".npmrc")).hasContent("registry=https://registry.example/\n");
  }

  @Test
  void settingsThatAreBrokenAreLeftOut(@TempDir Path from, @TempDir Path to) throws IOException {
    write(from, ".m2/settings.xml", "<settings><mirrors>");

    RegistrySettings.copy(from, to);

    assertThat(to.resolve(".m2/settings.xml")).doesNotExist();
  }

  @Test
  void javaIsToldOfTheHomeAndOfProxies() {
    assertThat(of(Map.of())).containsEntry("JAVA_TOOL_OPTIONS",
        "-Duser.home=\"/build/home\" -Djava.io.tmpdir=\"/build/tmp\"");
    assertThat(of(Map.of("https_proxy", "http://proxy.example:3128", "NO_PROXY", "localhost,.a.b"))
        .get("JAVA_TOOL_OPTIONS")).contains(" -Dhttp.proxyHost=\"proxy.example\" ",
            " -Dhttps.proxyHost=\"proxy.example\" -Dhttps.proxyPort=\"3128\" ",
            " -Dhttp.nonProxyHosts=\"localhost|*.localhost|a.b|*.a.b\"");
    assertThat(of(Map.of("ALL_PROXY", "socks5://s.example:1")).get("JAVA_TOOL_OPTIONS"))
        .endsWith(" -DsocksProxyHost=\"s.example\" -DsocksProxyPort=\"1\"");
    assertThat(
        of(Map.of("https_proxy", "http://me:canary@proxy.example:3128")).get("JAVA_TOOL_OPTIONS"))
        .doesNotContain("proxy");
  }

  private static void write(Path home, String name, String text) throws IOException {
    var file = home.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static Map<String, String> of(Map<String, String> ours) {
    return new BuildEnvironment(ours).of(HOME, TEMPORARY, ROOT);
  }
}
