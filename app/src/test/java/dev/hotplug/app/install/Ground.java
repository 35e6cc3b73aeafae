package dev.hotplug.app.install;

import dev.hotplug.torture.Alive;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Hotplug's means to start processes, for one test; after it nothing of them may be alive. */
final class Ground implements AfterEachCallback {
  private final Instance instance = Instance.unrecorded(Path.of("").toAbsolutePath(),
      Instance.Guard.NOBODY);
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private @Nullable StdioConnector connector;

  /** From now on our own environment has this variable, too. */
  Ground having(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With the environment as it is when it is first asked for. */
  StdioConnector connector() {
    if (connector == null) {
      connector = new StdioConnector(new StdioConnector.Surroundings(instance, environment,
          Path.of("").toAbsolutePath(), "0.0-test", () -> 1024 * 1024), new SystemTimer(),
          report -> {
            throw new AssertionError(report);
          });
    }
    return connector;
  }

  /** The commands of what is alive of all that was started here. */
  List<String> alive() {
    return Alive.with(instance.id()).stream().map(Alive.Found::command).toList();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      Alive.awaitNone(instance.id(), Duration.ofSeconds(5));
    } finally {
      Alive.kill(instance.id());
    }
  }
}
