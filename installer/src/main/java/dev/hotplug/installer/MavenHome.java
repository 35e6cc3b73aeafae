package dev.hotplug.installer;

import java.util.List;

/**
 * Where a Maven project is built, and with what beside it.
 *
 * @param root the project above that builds it among its modules, or the project itself
 * @param modules of {@code root}
 */
record MavenHome(MavenProject root, List<MavenProject> modules) {
  MavenHome {
    modules = List.copyOf(modules);
  }

  static MavenHome of(MavenProject project) {
    var root = project.root();
    return new MavenHome(root, root.modules());
  }

  /**
   * What speaks for an MCP server in {@code server}, which may have MCP from a library beside it.
   */
  Finding.Kinship kinship(MavenProject server) {
    var needed = server.dependencies();
    var isByNeighbour = modules.stream()
        .filter(it -> needed.stream().anyMatch(on -> on.endsWith(":" + it.artifact())))
        .anyMatch(it -> McpNames.kinship("", it.dependencies()) == Finding.Kinship.DEPENDENCY);
    return isByNeighbour ? Finding.Kinship.DEPENDENCY : McpNames.kinship(server.artifact(), needed);
  }
}
