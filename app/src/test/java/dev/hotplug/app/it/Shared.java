package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One project and one Hotplug for all tests of a class; each test brings servers of its own. After
 * each, nothing but Hotplug is alive and all it has said was as it should be.
 */
final class Shared implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private @Nullable Project project;
  private @Nullable Hotplug hotplug;

  Hotplug hotplug() {
    return requireNonNull(hotplug, "used outside of a test");
  }

  Project project() {
    return requireNonNull(project, "used outside of a test");
  }

  Path folder() {
    return project().folder();
  }

  /** Adds an entry that only Hotplug starts. */
  void server(String name, Entry entry) throws IOException {
    project().server(name, entry);
  }

  /** Adds a scripted server in these modes, whose source can be edited, and loads it. */
  Source load(String name, String... modes) throws IOException, InterruptedException {
    var source = Source.in(folder(), name, modes);
    server(name, source.entry());
    hotplug().load(name).assertSuccess();
    return source;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var folder = Files.createTempDirectory("hotplug-it-project-").toRealPath();
    project = Project.in(folder);
    hotplug = Hotplug.on(folder);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (hotplug().isAlive()) hotplug().rest();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var failures = new Failures();
    failures.check(() -> hotplug().close());
    failures.check(() -> Homes.delete(folder()));
    failures.throwAny();
  }
}
