package dev.hotplug.app.install;

import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;

/** A plan in plain words, with every command, for people. */
public final class PlanText {
  private static final String INDENT = "  ";

  private PlanText() {}

  /** All of {@code plan}, in lines. */
  public static String of(Plan plan) {
    var text = new StringBuilder(
        "Install the MCP server \"" + ShellText.seen(plan.name()) + "\"\n");
    line("from", plan.url() + plan.subdir().map(at -> ", folder " + at).orElse(""), text);
    line("commit", plan.commit(), text);
    line("kind", plan.ecosystem(), text);
    text.append("These commands are run, in this order:\n");
    for (var order : plan.steps()) order(order, text);
    text.append("Then it is started, now and whenever it is loaded:\n");
    text.append(INDENT).append(ShellText.of(plan.start())).append('\n');
    for (var other : plan.otherStarts()) line("or else", ShellText.of(other), text);
    line("variables", String.join(", ", plan.env()), text);
    line("written", String.join(", ", plan.files()), text);
    if (plan.allowScripts())
      text.append("Packages may run scripts of their own while installed.\n");
    if (plan.exposure() == Listing.Exposure.CLIENT) text.append("The client starts it, too.\n");
    plan.warnings().forEach(warning -> line("warning", warning, text));
    plan.evidence().forEach(read -> line("because of", read, text));
    return text.toString();
  }

  private static void order(Plan.Order order, StringBuilder text) {
    text.append(INDENT).append(ShellText.of(order.line())).append(INDENT + "(in ");
    text.append(ShellText.seen(order.folder())).append(")\n");
    if (!order.retry().isEmpty()) line("should that fail", ShellText.of(order.retry()), text);
  }

  private static void line(String what, String value, StringBuilder text) {
    if (value.isEmpty()) return;
    text.append(INDENT).append(what).append(": ").append(ShellText.seen(value)).append('\n');
  }
}
