package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders below which nobody watches everything. */
class WideFoldersTest {
  @TempDir
  Path folder;

  @Test
  void aHomeIsNeverWatchedWithWhatIsBelow() {
    var tried = new Tried(folder).with("u/home/x.py", "u/home/pyproject.toml", "u/home/a/b.py",
        "u/home/A.class", "u/home/p/B.class", "u/c.py");
    var own = "u/home/pyproject.toml u/home/x.py";

    atHome(tried, own, "u/home", List.of(), "python", "x.py");
    atHome(tried, own, "u/home", List.of(), "python", "-m", "x");
    atHome(tried, "u/c.py", "u", List.of(), "python", "c.py");
    atHome(tried, "u/home/a/b.py", "u/home", List.of(), "python", "a/b.py");
    atHome(tried, "u/home/A.class " + own, "u/home", List.of(), "java", "-cp", ".", "A");
    atHome(tried, "u/home/x.py", "u/home", List.of("**/*.py"), "x");
    atHome(tried, "u/home/a/b.py u/home/x.py", "u/home", List.of("*/*.py", "**/x.py"), "x");
    atHome(tried, "u/home/a/b.py", "u/home", List.of("a/**"), "x");
  }

  private void atHome(Tried tried, String files, String at, List<String> globs, String... words) {
    var watch = globs.isEmpty() ? new Watch.Inferred() : new Watch.Globs(null, globs);
    var sources = WatchRules.of(Tried.spec(words), folder.resolve(at), folder.resolve("u/home"),
        Tried.dev(watch, List.of(), new Build.None()), false);

    assertThat(tried.watched(sources)).as(sources.why()).isEqualTo(files);
  }

  @Test
  void aLinkToAHomeIsAsWideAsIt() throws Exception {
    var link = folder.resolve("link");
    var home = Files.createDirectories(folder.resolve("u/home"));
    Files.createSymbolicLink(link, home);

    var root = WatchRules.of(Tried.spec("python", "x.py"), link, home, Dev.DEFAULT, false)
        .roots()
        .getFirst();

    assertThat(root.takes(link.resolve("x.py"))).isTrue();
    assertThat(root.takes(link.resolve("a/x.py"))).isFalse();
  }
}
