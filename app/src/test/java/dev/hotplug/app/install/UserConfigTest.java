package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserConfigTest {
  private static final String ACME = "https://github.com/acme/notes";

  @TempDir
  private Path folder;

  @Test
  void aFileThatIsNotThereSettlesNothing() {
    assertThat(UserConfig.read(folder.resolve("config.json"))).isEqualTo(UserConfig.DEFAULT);
  }

  @Test
  void trustAndConfirmAreRead() throws Exception {
    var config = read("""
        {"install": {"trust": ["github.com/acme", "git.example.org"], "confirm": "user"}}""");

    assertThat(config.problems()).isEmpty();
    assertThat(config.confirm()).isEqualTo(UserConfig.Confirm.USER);
    assertThat(config.trust().covers(ACME)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"install\": []}", "\"x\"", "{\"install\": \"none\"}", ""})
  void whatCannotBeReadLeavesAllToTheUser(String text) throws Exception {
    var config = read(text);

    assertThat(config.confirm()).isEqualTo(UserConfig.Confirm.USER);
    assertThat(config.trust().covers(ACME)).isFalse();
    assertThat(config.problems()).singleElement()
        .asString()
        .contains("config.json")
        .contains("only the user can agree");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"install": {"trust": "github.com/acme"}}              | HASH | install.trust must be a list
      {"install": {"trust": [7, "https://github.com/acme"]}} | HASH | neither a host
      {"install": {"trust": ["*.example.org"]}}              | HASH | neither a host
      {"install": {"trust": [""]}}                           | HASH | neither a host
      {"install": {"confirm": "usr"}}                        | USER | taken as "user"
      {"install": {"confirm": 1}}                            | USER | taken as "user"
      {"install": {"thrust": []}}                            | HASH | install.thrust is not known
      """)
  void aMistakeIsSaidAndMakesNothingEasier(String text, UserConfig.Confirm confirm, String problem)
      throws Exception {
    var config = read(text);

    assertThat(config.confirm()).isEqualTo(confirm);
    assertThat(config.trust().covers(ACME)).isFalse();
    assertThat(config.problems()).anySatisfy(said -> assertThat(said).contains(problem));
  }

  private UserConfig read(String text) throws IOException {
    return UserConfig.read(Files.writeString(folder.resolve("config.json"), text));
  }
}
