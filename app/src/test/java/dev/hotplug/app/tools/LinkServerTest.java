package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.install.AskedClient;
import dev.hotplug.app.install.Question;
import dev.hotplug.app.install.UserConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may link where the user has settled that only the user agrees. */
class LinkServerTest {
  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder);
    world.installations()
        .policy(new UserConfig(UserConfig.DEFAULT.trust(), UserConfig.Confirm.USER, List.of()));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aClientThatCannotAskLinksNothing() {
    var answer = link(null);

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("reason").asText()).contains("only the user agrees");
    assertThat(answer.path("next_step").asText())
        .isEqualTo("Nothing was listed. Let the user run: hotplug link /src/notes --name mine.");
  }

  @Test
  void theUserIsAskedWhereTheClientCan() throws Exception {
    try (var no = AskedClient.answering("\"result\":{\"action\":\"decline\"}");
        var yes = AskedClient
            .answering("\"result\":{\"action\":\"accept\",\"content\":{\"decision\":\"link\"}}")) {
      assertThat(link(no.question()).path("status").asText()).isEqualTo("declined");

      world.installations().failLinks();
      assertThat(link(yes.question()).path("error").asText()).contains("no folder /src/notes");
      assertThat(yes.asked().at("/params/message").asText())
          .contains("hotplug link /src/notes --name mine\n", "Nothing has been listed so far.");
    }
  }

  private JsonNode link(@Nullable Question question) {
    return world.use("link_mcp_server", "{\"path\":\"/src/notes\",\"server_name\":\"mine\"}",
        question);
  }
}
