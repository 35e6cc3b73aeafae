package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;

/** Command lines, put together. */
final class Words {
  private Words() {}

  /** All {@code parts}, one after the other. */
  @SafeVarargs
  static List<String> of(List<String>... parts) {
    var all = new ArrayList<String>();
    for (var part : parts) all.addAll(part);
    return List.copyOf(all);
  }

  /** {@code first}, then {@code rest}. */
  static List<String> of(List<String> first, String... rest) {
    return of(first, List.of(rest));
  }

  /** The absolute path of what lies at {@code fromRoot} in the checkout. */
  static String here(String fromRoot) {
    return fromRoot.isEmpty() ? Recipe.HERE : Recipe.HERE + "/" + fromRoot;
  }

  /**
   * The absolute path of a program {@code name} that a build makes, where no repository keeps its
   * own: the tools leave out folders that begin with a dot.
   */
  static String built(String name) {
    return here(".hotplug/bin/" + name);
  }
}
