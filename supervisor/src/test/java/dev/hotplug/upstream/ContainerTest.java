package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers a command line runs, and by what they are known. */
class ContainerTest {
  private static final String OURS = "--label dev.hotplug=i/server/1";

  @ParameterizedTest
  @CsvSource({"docker run -i image, docker run OURS -i image",
      "/usr/bin/docker run -i --rm image, /usr/bin/docker run OURS -i --rm image",
      "podman --connection x container run -i image, podman --connection x container run OURS -i image",
      "podman run --env-host image, podman run OURS --env-host image",
      "docker -H tcp://x run -it --name theirs image, docker -H tcp://x run OURS -it --name theirs image",
      "docker run -i --cidfile id image, docker run OURS -i --cidfile id image"})
  void itIsLabelledAndAllElseStays(String command, String expected) {
    var run = read(command);

    assertThat(String.join(" ", run.command())).isEqualTo(expected.replace("OURS", OURS));
    assertThat(run.container().orElseThrow().label()).isEqualTo("'dev.hotplug=i/server/1'");
  }

  /** Its name may be somebody else's, whose container made ours fail. */
  @Test
  void itIsKilledByItsLabelOnly() {
    assertThat(read("docker run -i --name theirs image").container().orElseThrow().kill())
        .isEqualTo("'docker' kill $('docker' ps -q --filter label='dev.hotplug=i/server/1')");
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
    var command = List.of("/opt/it's/docker", "-H", "tcp://x y", "run", "image");

    assertThat(client(command, Map.of("DOCKER_HOST", "a b", "CONTAINER_HOST", "c", "SECRET", "s")))
        .isEqualTo("CONTAINER_HOST='c' DOCKER_HOST='a b' '/opt/it'\\''s/docker' '-H' 'tcp://x y'");
  }

  /** The command to stop it can be read by others, in a file and as a command line. */
  @Test
  void itsCredentialsAreNotRepeated() {
    assertThat(client(List.of("docker", "run", "image"), Map.of("DOCKER_AUTH_CONFIG", "secret")))
        .isEqualTo("'docker'");
  }

  /** The watchdog reads a command a line. */
  @Test
  void theCommandIsOneLine() {
    var odd = Map.of("DOCKER_HOST", "a\nbye", "DOCKER_CONTEXT", "b");

    assertThat(client(List.of("docker", "run", "image"), odd))
        .isEqualTo("DOCKER_CONTEXT='b' 'docker'");
    assertThat(read("docker --config a\nbye run image").container()).isEmpty();
  }

  private static Container.Run read(String command) {
    return read(Arrays.asList(command.split(" ")), Map.of());
  }

  private static String client(List<String> command, Map<String, String> environment) {
    return read(command, environment).container().orElseThrow().client();
  }

  private static Container.Run read(List<String> command, Map<String, String> environment) {
    return Container.read(command, environment, new Marker("i", "server", 1).text());
  }
}
