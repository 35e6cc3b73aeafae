package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotplug.installer.GitUrl.Allow;
import dev.hotplug.installer.GitUrl.Reading;
import dev.hotplug.installer.GitUrl.Way;
import dev.hotplug.torture.SeedFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any text as an address; each seed in {@code GitUrlFuzzTestInputs} is such a text. */
class GitUrlFuzzTest {
  private static final String PASSWORD = "s3cr3t_of~nobody";
  private static final String SCHEME = "^[A-Za-z][A-Za-z0-9+.-]*://";
  private static final String ONE_LINE = "\\P{Cc}+";

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsFitOrRefused(byte[] text) {
    whateverAnAddressSaysItIsFitOrRefused(text);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverAnAddressSaysItIsFitOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);

    for (var allow : Allow.values()) {
      check(text, allow);
      // Nobody gave a password who wrote just this where no password is.
      if (text.contains(PASSWORD)) continue;
      var withPassword = text.replaceFirst(SCHEME, "$0someone:" + PASSWORD + "@");
      assertThat(check(withPassword, allow)).doesNotContain(PASSWORD);
    }
    module(text);
  }

  /** What is shown of it. */
  private static String check(String text, Allow allow) {
    return switch (GitUrl.read(text, allow)) {
      case Reading.Url(var url) -> fit(url, allow);
      case Reading.Refused(var reason) -> {
        assertThat(reason).contains("Nothing was fetched.").matches(ONE_LINE);
        yield reason;
      }
    };
  }

  private static String fit(GitUrl url, Allow allow) {
    assertThat(url.shown()).isNotBlank().matches(ONE_LINE).doesNotStartWith("-");
    assertThat(ServerName.fault(ServerName.of(url.name()))).isEmpty();
    switch (url.way()) {
      case HTTPS -> https(url);
      case SSH -> assertThat(url.shown()).matches("(ssh://)?([\\w.][\\w.-]*@)?[A-Za-z0-9].*");
      case LOCAL -> assertThat(allow).isEqualTo(Allow.LOCAL);
    }
    if (url.way() != Way.LOCAL) {
      assertThat(url.host()).matches("[a-z0-9][a-z0-9.-]*(:\\d+)?");
      assertThat(url.owner()).doesNotContain("/../", "//");
    }
    return String.join(" | ", url.toString(), url.shown(), url.owner(), url.name(),
        url.credentials().toString(), new Reading.Url(url).toString());
  }

  private static void https(GitUrl url) {
    var sent = URI.create(url.shown());
    assertThat(sent.getUserInfo()).isNull();
    assertThat(sent.getScheme()).isEqualTo("https");
    assertThat(url.host()).isEqualTo(sent.getAuthority());
    assertThat(GitUrl.read(url.shown(), Allow.REMOTE)).isInstanceOfSatisfying(Reading.Url.class,
        again -> assertThat(again.url().shown()).isEqualTo(url.shown()));
  }

  private static void module(String text) {
    try {
      var address = ModuleUrl.of("module", text, "https://github.com/acme/notes");
      assertThat(URI.create(address).getScheme()).isEqualTo("https");
      assertThat(URI.create(address).getUserInfo()).isNull();
    } catch (Unfetchable e) {
      assertThat(String.valueOf(e.getMessage())).matches(ONE_LINE);
    }
  }
}
