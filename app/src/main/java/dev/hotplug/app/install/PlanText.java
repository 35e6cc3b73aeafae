package dev.hotplug.app.install;

import dev.hotplug.installer.Between;
import dev.hotplug.installer.Change;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;
import java.util.List;

/** A plan in plain words, with every command, for people. */
public final class PlanText {
  private static final String INDENT = "  ";

  private PlanText() {}

  /** All of {@code plan}, in lines. */
  public static String of(Plan plan) {
    var what = plan.change().isPresent() ? "Update" : "Install";
    var text = new StringBuilder(
        what + " the MCP server \"" + ShellText.seen(plan.name()) + "\"\n");
    line("from", plan.url() + plan.subdir().map(at -> ", folder " + at).orElse(""), text);
    line("commit", plan.commit(), text);
    plan.change().ifPresent(change -> change(change, text));
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

  /** What somebody is asked who has read it. */
  public static String question(Plan plan) {
    return plan.change().isPresent() ? "Update it?" : "Install it?";
  }

  private static void change(Change change, StringBuilder text) {
    line("installed now", change.from(), text);
    ChangeText.of(change).forEach(sentence -> line("note", sentence, text));
    change.between()
        .map(Between::subjects)
        .orElse(List.of())
        .forEach(subject -> line("new", subject, text));
    change.differences().orElse(List.of()).forEach(difference -> line("plan", difference, text));
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
