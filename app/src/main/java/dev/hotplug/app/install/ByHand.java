package dev.hotplug.app.install;

import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.LinkRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;
import dev.hotplug.installer.UpdateRequest;
import java.util.ArrayList;
import java.util.List;

/** The command line that does what a client asked for. */
public final class ByHand {
  private ByHand() {}

  /** The command that updates as {@code request} would. */
  public static String update(UpdateRequest request) {
    var words = new ArrayList<>(List.of("hotplug", "update", request.name()));
    request.ref().ifPresent(ref -> words.addAll(List.of("--ref", ref)));
    return ShellText.of(words);
  }

  /** The command that links as {@code request} would. */
  public static String link(LinkRequest request) {
    var words = new ArrayList<>(List.of("hotplug", "link", request.folder().toString()));
    request.name().ifPresent(name -> words.addAll(List.of("--name", name)));
    request.serverFile().ifPresent(file -> words.addAll(List.of("--server-file", file)));
    return ShellText.of(words);
  }

  /** The line that does one step of a build. */
  public static String build(Plan.Order order) {
    return ShellText.of(List.of("cd", order.folder())) + " && " + ShellText.of(order.line());
  }

  /**
   * The command that installs what {@code plan} would; values of variables are left to its user.
   */
  public static String install(InstallRequest request, Plan plan) {
    var words = new ArrayList<>(List.of("hotplug", "install", plan.url()));
    var wishes = request.wishes();
    request.ref().ifPresent(ref -> words.addAll(List.of("--ref", ref)));
    wishes.subdir().ifPresent(subdir -> words.addAll(List.of("--subdir", subdir)));
    request.name().ifPresent(name -> words.addAll(List.of("--name", name)));
    wishes.serverFile().ifPresent(file -> words.addAll(List.of("--server-file", file)));
    wishes.requirementsFile().ifPresent(file -> words.addAll(List.of("--requirements-file", file)));
    request.env().keySet().stream().sorted().forEach(name -> words.addAll(List.of("--env", name)));
    wishes.args().forEach(arg -> words.add("--arg=" + arg));
    if (!wishes.autoDetect()) words.add("--no-auto-detect");
    if (wishes.allowScripts()) words.add("--allow-scripts");
    if (request.submodules()) words.add("--submodules");
    if (request.exposure() == Listing.Exposure.CLIENT) words.add("--expose-client");
    return ShellText.of(words);
  }
}
