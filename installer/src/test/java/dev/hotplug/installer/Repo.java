package dev.hotplug.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository, made object by object: git itself would refuse to make a hostile one. */
final class Repo implements AutoCloseable {
  private static final PersonIdent SOMEBODY = new PersonIdent("a", "a@b.example",
      Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  final Path folder;
  final Repository git;
  private String message = "Change something";

  Repo(Path folder) throws IOException {
    this.folder = folder;
    NoGitConfiguration.install();
    this.git = FileRepositoryBuilder.create(folder.toFile());
    git.create(true);
    git.updateRef(Constants.HEAD).link("refs/heads/main");
  }

  String url() {
    return folder.toUri().toString().replace("file:/", "file:///").replaceFirst("/+$", "");
  }

  ObjectId blob(String text) throws IOException {
    return blob(text.getBytes(StandardCharsets.UTF_8));
  }

  ObjectId blob(byte[] bytes) throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      var id = inserter.insert(Constants.OBJ_BLOB, bytes);
      inserter.flush();
      return id;
    }
  }

  ObjectId tree(Entry... entries) throws IOException {
    var tree = new TreeFormatter();
    for (var entry : entries) {
      tree.append(entry.name, entry.mode, entry.id);
    }
    try (ObjectInserter inserter = git.newObjectInserter()) {
      var id = inserter.insert(tree);
      inserter.flush();
      return id;
    }
  }

  Entry file(String name, String text) throws IOException {
    return new Entry(name, FileMode.REGULAR_FILE, blob(text));
  }

  Entry program(String name, String text) throws IOException {
    return new Entry(name, FileMode.EXECUTABLE_FILE, blob(text));
  }

  Entry link(String name, String target) throws IOException {
    return new Entry(name, FileMode.SYMLINK, blob(target));
  }

  Entry folder(String name, Entry... entries) throws IOException {
    return new Entry(name, FileMode.TREE, tree(entries));
  }

  static Entry module(String name, ObjectId commit) {
    return new Entry(name, FileMode.GITLINK, commit);
  }

  /** What the next commits are said to be about. */
  Repo saying(String newMessage) {
    message = newMessage;
    return this;
  }

  /** A commit of {@code entries}, in git's order, that {@code branch} points to; its name. */
  ObjectId commit(String branch, Entry... entries) throws IOException {
    var commit = new CommitBuilder();
    commit.setTreeId(tree(entries));
    commit.setAuthor(SOMEBODY);
    commit.setCommitter(SOMEBODY);
    commit.setMessage(message);
    var head = git.exactRef("refs/heads/" + branch);
    if (head != null) commit.setParentId(head.getObjectId());
    try (ObjectInserter inserter = git.newObjectInserter()) {
      var id = inserter.insert(commit);
      inserter.flush();
      point("refs/heads/" + branch, id);
      return id;
    }
  }

  void tag(String name, ObjectId commit) throws IOException {
    var tag = new TagBuilder();
    tag.setObjectId(commit, Constants.OBJ_COMMIT);
    tag.setTag(name);
    tag.setTagger(SOMEBODY);
    tag.setMessage("Release " + name);
    try (ObjectInserter inserter = git.newObjectInserter()) {
      var id = inserter.insert(tag);
      inserter.flush();
      point(Constants.R_TAGS + name, id);
    }
  }

  void point(String ref, ObjectId id) throws IOException {
    var update = git.updateRef(ref);
    update.setNewObjectId(id);
    if (update.forceUpdate() == RefUpdate.Result.IO_FAILURE) throw new IOException(ref);
  }

  @Override
  public void close() {
    git.close();
  }

  /** One entry of a tree. */
  record Entry(String name, FileMode mode, ObjectId id) {}
}
