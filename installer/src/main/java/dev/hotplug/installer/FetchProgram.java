package dev.hotplug.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.ProxySelector;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The program that fetches one repository, alone in a JVM with little memory: what a hostile
 * repository breaks is that JVM.
 */
public final class FetchProgram {
  private FetchProgram() {}

  /**
   * Does what the variable {@code HOTPLUG_FETCH} says and changes settings of the whole JVM for it.
   *
   * @param out gets what goes on, and at last how it went, a line each
   * @return the exit code: 0 also for a failure that was told
   */
  public static int run(Map<String, String> environment, Consumer<String> out) {
    var json = environment.get(FetchOrder.VARIABLE);
    if (json == null) return refuse(out);
    FetchOrder order;
    try {
      order = FetchOrder.parse(json);
    } catch (JsonProcessingException _) {
      return refuse(out);
    }
    ProxySelector.setDefault(new EnvironmentProxies(environment));
    out.accept(answer(order, out).toLine());
    return 0;
  }

  private static FetchAnswer answer(FetchOrder order, Consumer<String> out) {
    try {
      return switch (order.aim()) {
        case FILES -> new GitCheckout(order, line -> out.accept("git: " + line)).run();
        case TIP -> new RemoteTip(order).run();
      };
    } catch (Unfetchable e) {
      return FetchAnswer.failed(e);
    }
  }

  private static int refuse(Consumer<String> out) {
    out.accept("_fetch is for Hotplug itself, which gives it an order in " + FetchOrder.VARIABLE
        + ". Nothing was fetched. Use hotplug install.");
    return 2;
  }
}
