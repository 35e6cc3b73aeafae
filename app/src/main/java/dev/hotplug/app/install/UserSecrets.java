package dev.hotplug.app.install;

import dev.hotplug.installer.Secrets;
import dev.hotplug.spec.EnvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Keeps the values of variables where the servers' entries look them up. Thread-safe. */
public final class UserSecrets implements Secrets {
  private final Path folder;

  /** Those in {@code folder}, an absolute path that need not exist. */
  public UserSecrets(Path folder) {
    this.folder = folder;
  }

  @Override
  public String place(String server) {
    return EnvFile.in(folder, server).toString();
  }

  /** One at a time: what another adds between reading and replacing the file would be lost. */
  @Override
  public synchronized void keep(String server, Map<String, String> values) throws IOException {
    if (!values.isEmpty()) EnvFile.keep(EnvFile.in(folder, server), values);
  }

  @Override
  public synchronized boolean forget(String server) throws IOException {
    return EnvFile.forget(EnvFile.in(folder, server));
  }
}
