package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandLinesTest {
  @Test
  void theLastLineNeedsNoLineBreak() throws Exception {
    var lines = new LinkedBlockingQueue<String>();

    CommandLines.follow(new ByteArrayInputStream("r\nq".getBytes(StandardCharsets.UTF_8)),
        lines::put);

    assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("r");
    assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("q");
  }
}
