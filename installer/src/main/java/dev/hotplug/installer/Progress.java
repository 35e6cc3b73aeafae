package dev.hotplug.installer;

/** Hears how far an installation is. Called on any thread; must not block. */
public interface Progress {

  /**
   * Something goes on.
   *
   * @param step what is done: {@code "fetch"}, {@code "build 2/3: npm run build"}, {@code "probe"}
   * @param line the last thing that was said about it, without secrets; may be empty
   */
  void on(String step, String line);
}
