package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      github.com/acme      | https://github.com/acme/notes                   | true
      github.com/acme      | https://github.com/acme/notes.git               | true
      github.com/acme      | https://GitHub.com/acme/notes/                  | true
      GitHub.com/acme      | https://github.com/acme/notes                   | true
      github.com/acme      | git@github.com:acme/notes.git                   | true
      github.com/acme      | ssh://git@github.com/acme/notes                 | true
      github.com/acme      | https://github.com/acme-evil/notes              | false
      github.com/acme      | https://github.com/evil/acme                    | false
      github.com/acme      | https://github.com/acme                         | false
      github.com/acme      | https://github.com.evil.org/acme/notes          | false
      github.com/acme      | https://evil-github.com/acme/notes              | false
      github.com/acme      | https://evil.org/github.com/acme/notes          | false
      github.com/acme      | https://github.com@evil.org/acme/notes          | false
      github.com/acme      | https://evil.org#@github.com/acme/notes         | false
      github.com/acme      | https://github.com/acme/../evil/notes           | false
      github.com/acme      | https://github.com/acme%2f..%2fevil/notes       | false
      github.com/acme      | https://github.com/acme//notes                  | false
      github.com/acme      | https://github.com:8443/acme/notes              | false
      github.com/acme      | http://github.com/acme/notes                    | false
      github.com/acme      | file://github.com/acme/notes                    | false
      github.com/acme      | /github.com/acme/notes                          | false
      github.com/acme      | https://github.com\\@evil.org/acme/notes        | false
      git.example.org      | https://git.example.org/any/thing               | true
      git.example.org      | https://sub.git.example.org/any/thing           | false
      git.example.org:8443 | https://git.example.org:8443/any/thing          | true
      git.example.org:8443 | https://git.example.org/any/thing               | false
      gitlab.com/a/b       | https://gitlab.com/a/b/c/d                      | true
      gitlab.com/a/b       | https://gitlab.com/a/bc/d                       | false
      github.com/acme      | https://github.com:443/acme/notes               | true
      github.com/acme      | https://%67ithub.com/acme/notes                 | false
      github.com/acme      | https://github.com/%61cme/notes                 | true
      github.com/acme      | https://github.com/acme/%2e%2e/evil/notes       | false
      github.com/acme      | HTTPS://github.com/acme/notes                   | true
      github.com/acme      | git@github.com:/acme/notes                      | true
      github.com/acme      | git@github.com:acme@evil.org:x/y                | false
      github.com/acme      | ext::sh -c github.com/acme/notes                | false
      """)
  void aPlaceStandsForItselfAndWhatLiesBelow(String place, String url, boolean isTrusted) {
    assertThat(new Trust(List.of(place)).covers(url)).isEqualTo(isTrusted);
  }

  @Test
  void whereNobodyIsTrustedNothingIs() {
    assertThat(new Trust(List.of()).covers("https://github.com/acme/notes")).isFalse();
  }
}
