package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildAdviceTest {
  @Test
  void whatABuildSaysLeadsToTheNextStep() {
    advises("allow_scripts", "npm error gyp ERR! not ok: node-gyp rebuild");
    advises("newer Go", "go: go.mod requires go >= 1.30 (running go 1.26.8; GOTOOLCHAIN=local)");
    advises("newer Go", "note: module requires Go 1.24");
    advises("newer Go", "go.mod:3: invalid go version '1.24.0': must match format 1.23");
    advises("rustup update",
        "error: rustc 1.70.0 is not supported by the following package: rmcp@1.0.0");
    advises("rustup update", "feature `edition2024` is required");
    advises("newer Java", "[ERROR] Fatal error compiling: error: release version 25 not supported");
    advises("newer Java", "error: invalid target release: 21");
    advises("newer .NET",
        "error NETSDK1045: The current .NET SDK does not support targeting .NET 10");
    advises("C compiler", "error: linker `cc` not found");
    advises("C compiler", "cgo: C compiler \"gcc\" not found: exec: \"gcc\"");
    advises("https_proxy", "dial tcp: lookup proxy.golang.org: no such host");
    advises("Read the log", "error[E0425]: cannot find value `x` in this scope");
  }

  private static void advises(String word, String line) {
    assertThat(BuildAdvice.of(List.of("before", line, "after"))).as(line).contains(word);
  }
}
