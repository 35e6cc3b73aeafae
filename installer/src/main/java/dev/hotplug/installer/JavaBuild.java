package dev.hotplug.installer;

import java.util.List;

/**
 * How a build tool of Java is called: by the script that a repository brings to fetch it, if that
 * is whole, else by its name.
 *
 * @param wrapper the name of that script
 * @param parts the files without which it is of no use
 */
record JavaBuild(String wrapper, List<String> parts, Program tool) {
  JavaBuild {
    parts = List.copyOf(parts);
  }

  /** The programs without which nothing in {@code root} can be built. */
  List<Program> needed(Folder root) {
    return isWrapped(root) ? List.of(Program.JDK) : List.of(Program.JDK, tool);
  }

  /** The words that call it in {@code root}. */
  List<String> tool(Folder root, Account account) {
    if (!isWrapped(root)) return List.of(tool.command());
    var script = root.inside(wrapper).orElseThrow();
    account.saw(root, wrapper, "brings the build tool, and " + parts.getFirst() + " its address");
    account.warn("The repository's own " + Plain.text(script) + " is run; it fetches "
        + tool.command() + " from where the repository says.");
    // Whether it may be executed as it is, is often lost on its way into git.
    return List.of("sh", Words.here(script));
  }

  private boolean isWrapped(Folder root) {
    return root.has(wrapper) && parts.stream().allMatch(root::has);
  }
}
