package dev.hotplug.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedConnectorTest {
  @TempDir
  private Path servers;

  @Test
  void whatIsInstalledIsStartedFromItsVersion() throws IOException {
    Files.createDirectories(servers.resolve("notes/0123456789ab"));
    Files.createSymbolicLink(servers.resolve("notes/current"), Path.of("0123456789ab"));
    var home = servers.resolve("notes");

    assertThat(opened("node", home + "/current/x.js", "--root=" + home + "/current",
        home + "/currently/x", servers + "/other/current/y", "/else/notes/current/z"))
        .containsExactly("node", home + "/0123456789ab/x.js", "--root=" + home + "/0123456789ab",
            home + "/currently/x", servers + "/other/current/y", "/else/notes/current/z");
    assertThat(opened(home + "/current/bin/notes"))
        .containsExactly(home + "/0123456789ab/bin/notes");
  }

  private List<String> opened(String command, String... args) throws IOException {
    var seen = new ArrayList<String>();
    var connector = new PinnedConnector((spec, _, _) -> {
      if (spec instanceof ServerSpec.Stdio stdio) {
        seen.add(stdio.command());
        seen.addAll(stdio.args());
      }
      return Upstream.unstartable(new Cause("was not to be started", null, List.of(), null));
    }, servers);
    var _ = connector.open(spec(command, args), 1, new StderrTail(InstantSource.system()));
    return seen;
  }

  private ServerSpec spec(String command, String... args) throws IOException {
    var words = List.of(args).stream().map(word -> "\"" + word + "\"").toList();
    var file = Files.writeString(servers.resolve(".mcp.json"),
        "{\"mcpServers\":{\"notes\":{\"command\":\"" + command + "\",\"args\":" + words + "}}}");
    return McpJson.read(List.of(file), Map.of()).entry("notes").orElseThrow().spec();
  }
}
