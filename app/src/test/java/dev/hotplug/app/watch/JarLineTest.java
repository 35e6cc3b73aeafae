package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which word of a command line is the jar that it starts. */
class JarLineTest {

  @Test
  void theJarIsTheFirstWordThatIsNoOption() {
    check("java -jar x.jar", "x.jar");
    check("/opt/jdk/bin/java -Xmx1g -jar target/x.jar --port 1", "target/x.jar");
    check("java -jar -Xmx1g -cp a.jar x.jar y.jar", "x.jar");
    check("java --enable-native-access ALL-UNNAMED -jar x.war -jar z.jar", "x.war");
  }

  @Test
  void whatStartsNoJarHasNone() {
    check("java -cp x.jar Main", "none");
    check("java Main.java -jar x.jar", "none");
    check("java -jar", "none");
    check("java", "none");
    check("java -jar @args", "none");
    check("java @args -jar x.jar", "none");
    check("node -jar x.jar", "none");
    check("/opt/java/bin/run -jar x.jar", "none");
  }

  @Test
  void onlyTheJarIsReplaced() {
    var line = JarLine.of(server("java -jar x.jar x.jar")).orElseThrow();

    assertThat(line.with("/c/x.jar")).isEqualTo(server("java -jar /c/x.jar x.jar"));
  }

  private static void check(String command, String jar) {
    assertThat(JarLine.of(server(command)).map(JarLine::jar).orElse("none")).as(command)
        .isEqualTo(jar);
  }

  private static ServerSpec.Stdio server(String command) {
    var words = List.of(command.split(" ", -1));
    return new ServerSpec.Stdio("server", words.getFirst(), words.subList(1, words.size()),
        Map.of("A", "b"), null, Options.DEFAULT);
  }
}
