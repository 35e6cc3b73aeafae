package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers a command line runs, and by what they are known. */
class ContainerTest {
  @ParameterizedTest
  @CsvSource({"docker run -i image, docker run --name OURS -i image",
      "/usr/bin/docker run -i --rm image, /usr/bin/docker run --name OURS -i --rm image",
      "podman --connection x container run -i image, podman --connection x container run --name OURS -i image",
      "docker run -i image --name theirs, docker run --name OURS -i image --name theirs",
      "docker run -e --name -i image, docker run --name OURS -e --name -i image",
      "docker run -ie A=b image, docker run --name OURS -ie A=b image"})
  void oneWithoutANameIsGivenOne(String command, String expected) {
    var run = read(command);

    assertThat(String.join(" ", run.command())).isEqualTo(expected);
    assertThat(run.container().orElseThrow().kill()).endsWith(" kill 'OURS'");
  }

  @ParameterizedTest
  @CsvSource({"docker run -i --name theirs image, 'theirs'",
      "docker run -i --rm --init -e A=b -v /a:/b --name=theirs image, 'theirs'",
      "docker -H tcp://x --context=y run -it --network host --name theirs image, 'theirs'"})
  void oneWithANameKeepsIt(String command, String name) {
    var run = read(command);

    assertThat(String.join(" ", run.command())).isEqualTo(command);
    assertThat(run.container().orElseThrow().name()).isEqualTo("'" + name.replace("'", "") + "'");
  }

  @Test
  void oneWithACidfileIsKnownByThat() {
    assertThat(read("docker run -i --cidfile id image").container().orElseThrow().kill())
        .isEqualTo("'docker' kill \"$(cat '/cwd/id')\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker exec -i box server", "docker compose run web", "docker",
      "node run", "docker --help", "my-docker run image"})
  void mostRunNone(String command) {
    var run = read(command);

    assertThat(String.join(" ", run.command())).isEqualTo(command);
    assertThat(run.container()).isEmpty();
  }

  @Test
  void theClientIsCalledAsItWasThen() {
    var run = Container.read(List.of("/opt/it's/docker", "-H", "tcp://x y", "run", "image"),
        Map.of("DOCKER_HOST", "a b", "SECRET", "s"), Path.of("/cwd"), "OURS");

    assertThat(run.container().orElseThrow().kill())
        .isEqualTo("DOCKER_HOST='a b' '/opt/it'\\''s/docker' '-H' 'tcp://x y' kill 'OURS'");
  }

  private static Container.Run read(String command) {
    return Container.read(Arrays.asList(command.split(" ")), Map.of(), Path.of("/cwd"), "OURS");
  }
}
