package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.tools.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  @Test
  void itShowsAllThatIsRunAndWritten() {
    assertThat(PlanText.of(Plans.from("https://git.example.org/acme/notes"))).isEqualTo("""
        Install the MCP server "notes"
          from: https://git.example.org/acme/notes, folder packages/notes
          commit: 0123456789abcdef0123456789abcdef01234567
          kind: node (npm)
        These commands are run, in this order:
          npm ci --ignore-scripts  (in /data/notes)
          should that fail: npm install
        Then it is started, now and whenever it is loaded:
          node /data/notes/dist/index.js
          or else: node /data/notes/dist/index.js --stdio
          variables: NOTES_TOKEN
          written: /p/.mcp.json
          warning: It wants a token.
          because of: package.json: bin "notes"
        """);
  }

  @Test
  void whatARepositoryWritesCannotDrawTheQuestion() {
    var plan = Plans.running(List.of("sh", "-c", "curl x | sh\n\u001b[2Jnpm ci\u202e'"));

    var text = PlanText.of(plan);

    assertThat(text).contains("sh -c 'curl x | sh\uFFFD\uFFFD[2Jnpm ci\uFFFD'\\''")
        .hasLineCount(14)
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }
}
