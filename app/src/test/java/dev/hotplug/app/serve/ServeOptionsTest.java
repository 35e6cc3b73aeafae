package dev.hotplug.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServeOptionsTest {

  @Test
  void aPlainServeIsUnderstoodWithoutPicocli() {
    check(null, null);
    check(null, null, "serve");
    check("f", null, "--config", "f");
    check("f", null, "--config=f");
    check("f", null, "serve", "--config", "f");
    check("a=b", null, "serve", "--config=a=b");
    check("serve", null, "--config", "serve");
    check("-x", null, "--config", "-x");
    check("--x", null, "--config=--x");
    check(null, "debug", "--log-level", "debug");
    check("f", "off", "serve", "--log-level=off", "--config", "f");
  }

  @Test
  void localRepositoriesAreAllowedOnlyByTheWholeWord() {
    assertThat(ServeOptions.quick(List.of("serve", "--allow-local", "--config", "f")))
        .contains(new ServeOptions("f", null, true));
    refused("--allow-local=yes");
    refused("--allow-local", "yes");
    refused("--allow-local", "--allow-local");
    refused("--allow-locals");
  }

  @Test
  void everythingElseIsLeftToPicocli() {
    refused("init");
    refused("--help");
    refused("-h");
    refused("--version");
    refused("serve", "--help");
    refused("serve", "serve");
    refused("--config", "f", "serve");
    refused("serve=x");
    refused("serve", "x");
    refused("");
    refused("--config");
    refused("--config=");
    refused("--config", "");
    refused("--config", "--log-level", "debug");
    refused("--config", "f", "--config", "g");
    refused("--configs", "f");
    refused("--log-level");
    refused("--log-level", "loud");
    refused("--log-level", "DEBUG");
    refused("--log-level=");
  }

  private static void check(@Nullable String config, @Nullable String logLevel, String... args) {
    assertThat(ServeOptions.quick(List.of(args)))
        .contains(new ServeOptions(config, logLevel, false));
  }

  private static void refused(String... args) {
    assertThat(ServeOptions.quick(List.of(args))).isEmpty();
  }
}
