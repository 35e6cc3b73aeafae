package dev.hotplug.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.wire.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What one instance says of itself in {@code <folder>/<id>.json}, for those that come later: who it
 * is, and which servers of its are alive.
 *
 * @param process its JVM
 * @param machine where that runs
 * @param project whose servers it runs
 * @param strays what else is its own, though neither session nor environment shows it
 */
record InstanceFile(String id, Identity process, Machine machine, String project,
    List<Child> children, List<Identity> strays) {
  static final String SUFFIX = ".json";

  InstanceFile {
    children = List.copyOf(children);
    strays = List.copyOf(strays);
  }

  /** Of {@code instance}, which is us. */
  static InstanceFile ofUs(Instance instance, Collection<Child> children,
      Collection<Identity> strays) {
    return new InstanceFile(instance.id(), Identity.ours(), Machine.here(),
        instance.project().toString(), List.copyOf(children), List.copyOf(strays));
  }

  /**
   * Replaces the file in one step; whoever reads it finds the old or the new. Other users cannot:
   * the commands in it show how servers are run.
   */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder, permissions("rwx------", folder));
    var temporary = folder.resolve(id + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, permissions("rw-------", folder));
      Files.write(temporary, Span.of(tree()).bytes());
      Files.move(temporary, file(folder, id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** What is new there may have only these; nothing where the file system knows none. */
  private static FileAttribute<?>[] permissions(String letters, Path folder) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[]{
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters))};
  }

  static Path file(Path folder, String id) {
    return folder.resolve(id + SUFFIX);
  }

  /** Takes the file away; one that cannot be is met by the next Hotplug, which finds nobody. */
  static void delete(Path folder, String id) {
    try {
      Files.deleteIfExists(file(folder, id));
    } catch (IOException _) {
      // As said.
    }
  }

  private ObjectNode tree() {
    var tree = tree(process);
    tree.put("boot_id", machine.bootId())
        .put("host", machine.host())
        .put("pid_namespace", machine.pidNamespace())
        .put("project", project);
    var array = tree.putArray("children");
    for (var child : children) array.add(child.tree());
    var others = tree.putArray("strays");
    for (var stray : strays) others.add(tree(stray));
    return tree;
  }

  private static ObjectNode tree(Identity process) {
    return JsonNodeFactory.instance.objectNode()
        .put("pid", process.pid())
        .put("start", process.start());
  }

  /** Reads what {@code id} says; empty when it says nothing, or nothing that can be read. */
  static Optional<InstanceFile> read(Path folder, String id) {
    try {
      var text = Span.parse(Files.readString(file(folder, id)));
      return text.isEmpty() ? Optional.empty() : of(id, text.get().tree());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<InstanceFile> of(String id, JsonNode tree) {
    if (!tree.path("pid").isIntegralNumber() || !tree.path("start").isIntegralNumber()) {
      return Optional.empty();
    }
    var machine = new Machine(tree.path("boot_id").asText(), tree.path("host").asText(),
        tree.path("pid_namespace").asText());
    var children = new ArrayList<Child>();
    for (var child : tree.path("children")) children.add(Child.of(child));
    var strays = new ArrayList<Identity>();
    for (var stray : tree.path("strays")) strays.add(identity(stray));
    return Optional.of(new InstanceFile(id, identity(tree), machine, tree.path("project").asText(),
        children, strays));
  }

  private static Identity identity(JsonNode tree) {
    return new Identity(tree.path("pid").asLong(), tree.path("start").asLong());
  }

  /**
   * A server's process.
   *
   * @param isSparing whether what left its session is to live on
   * @param last what else must be done to end it, a command for a shell; empty for nothing
   */
  record Child(Identity leader, boolean isSparing, String last) {

    private ObjectNode tree() {
      return InstanceFile.tree(leader).put("keep_detached", isSparing).put("last", last);
    }

    private static Child of(JsonNode tree) {
      return new Child(identity(tree), tree.path("keep_detached").asBoolean(),
          tree.path("last").asText());
    }
  }
}
