package dev.hotplug.installer;

import java.io.IOException;
import java.util.Map;

/** Keeps the values of variables for the user alone, outside every project. Thread-safe. */
public interface Secrets {

  /** Where those of {@code server} are kept, as the user would name it. */
  String place(String server);

  /** Keeps {@code values} for {@code server}, in place of what it had under these names. */
  void keep(String server, Map<String, String> values) throws IOException;

  /** Forgets all that was kept for {@code server}; whether there was anything. */
  boolean forget(String server) throws IOException;
}
