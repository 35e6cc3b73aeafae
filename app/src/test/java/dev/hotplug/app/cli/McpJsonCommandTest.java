package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.serve.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class McpJsonCommandTest {

  @Test
  void theBlockAndTheLineArePrinted() {
    var screen = Screen.startedBy(Path.of("/opt/hotplug"));

    assertThat(screen.run("mcp-json")).isZero();

    assertThat(screen.out()).isEqualTo("""
        {
          "mcpServers" : {
            "hotplug" : {
              "command" : "/opt/hotplug"
            }
          }
        }

        claude mcp add --scope project hotplug -- /opt/hotplug
        """);
  }

  @Test
  void thePathIsAbsoluteAndQuotedForTheShell() {
    var screen = Screen.startedBy(Path.of("/opt/it's $here/../hotplug"));

    assertThat(screen.run("mcp-json")).isZero();

    assertThat(screen.out()).contains("\"command\" : \"/opt/hotplug\"");
    var odd = Screen.startedBy(Path.of("/opt/it's $here/hotplug"));
    assertThat(odd.run("mcp-json")).isZero();
    assertThat(odd.out()).endsWith("hotplug -- '/opt/it'\\''s $here/hotplug'\n");
  }

  @Test
  void withoutALauncherItIsTheJar() {
    var screen = Screen.of(new Program("1", null, Path.of("/lib/hotplug app.jar")));

    assertThat(screen.run("mcp-json")).isZero();

    assertThat(screen.out()).contains("\"args\" : [ \"-jar\", \"/lib/hotplug app.jar\" ]")
        .endsWith("/bin/java -jar '/lib/hotplug app.jar'\n");
  }

  @Test
  void withoutEitherThereIsNothingToPrint() {
    var screen = Screen.of(new Program("dev", null, null));

    assertThat(screen.run("mcp-json")).isEqualTo(1);

    assertThat(screen.out()).isEmpty();
  }
}
