package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerNameTest {
  @Test
  void aNameIsMadeOfWhatAServerCallsItself() {
    check("notes", "notes");
    check("@modelcontextprotocol/server-files", "server-files");
    check("My Server (beta)", "my-server-beta");
    check("../..", "server");
    check("hotplug", "server");
    check("ünï", "n");
    check("a".repeat(100), "a".repeat(64));
  }

  private static void check(String own, String name) {
    assertThat(ServerName.of(own)).isEqualTo(name);
    assertThat(ServerName.fault(name)).isEmpty();
  }

  @Test
  void whatIsNoFoldersNameIsRefused() {
    for (var name : new String[]{"", "..", ".staging", "a/b", "a b", "-x", "a\nb", "hotplug",
        "x".repeat(65)}) {
      assertThat(ServerName.fault(name)).as(name).isPresent();
    }
  }
}
