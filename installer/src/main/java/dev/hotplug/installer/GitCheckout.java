package dev.hotplug.installer;

import dev.hotplug.installer.GitUrl.Way;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.HttpTransport;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Gets the files of one commit, and, with {@link Ancestry}, {@link RemoteTip},
 * {@link GitConnections} and {@link NoGitConfiguration}, all that knows JGit. Nothing of the user's
 * git configuration is read and no program is run; the whole tree is looked at before the first
 * file of it is written. It changes settings of the whole JVM, which is its own
 * ({@link FetchProgram}). Confined to one thread.
 */
final class GitCheckout {
  /** Where a fetched commit is held in the new repository. */
  static final String FETCHED = "refs/hotplug/fetched";

  private static final int SECONDS_OF_SILENCE = 60;
  private static final int WHOLE = Integer.MAX_VALUE;
  private static final int LARGEST_TREE = 16 << 20;
  private static final int DEEPEST_SUBMODULE = 4;

  private final FetchOrder order;
  private final Consumer<String> progress;
  private final GitConnections connections;
  private final List<String> warnings = new ArrayList<>();
  private long bytesLeft;
  private int filesLeft;
  /** What of the remote we have, as {@link #fetch} tells it; empty where we did not fetch it. */
  private String got = "";

  GitCheckout(FetchOrder order, Consumer<String> progress) {
    this.order = order;
    this.progress = progress;
    this.bytesLeft = order.bytes();
    this.connections = new GitConnections(order, () -> bytesLeft);
    this.filesLeft = order.files();
  }

  /**
   * Fetches and writes what was ordered. What it has written when it fails is the caller's to
   * remove.
   */
  FetchAnswer run() throws Unfetchable {
    NoGitConfiguration.install();
    HttpTransport.setConnectionFactory(connections);
    try {
      var folder = Path.of(order.folder());
      try (var git = Git.init().setDirectory(folder.toFile()).call()) {
        if (order.way() != Way.SSH) got = fetch(git, order.address(), order.ref());
        var commit = checkOut(git, order.address(), 0);
        warnings.addAll(OutwardLinks.remove(folder));
        return FetchAnswer.got(commit.name(), warnings)
            .named(got.startsWith("refs/") ? got : null)
            .after(between(folder, commit.name()));
      }
    } catch (IOException | GitAPIException | ConfigInvalidException e) {
      throw FetchFault.of(e, order.address());
    }
  }

  /** Tells what of the remote it got: {@code HEAD}, the whole name of a ref, or a commit. */
  private String fetch(Git git, String address, @Nullable String ref)
      throws GitAPIException, IOException {
    var name = ref == null ? Constants.HEAD : GitRef.isCommit(ref) ? ref : refs(address).named(ref);
    if (ref != null && GitRef.isCommit(ref)) {
      fetchCommit(git, address, ref);
    } else {
      fetch(git, address, 1, new RefSpec(name + ":" + FETCHED));
      // Build tools ask git which version they build.
      if (name.startsWith(Refs.TAGS)) hold(git.getRepository(), name);
    }
    spend(FolderSize.of(git.getRepository().getDirectory().toPath()));
    return name;
  }

  /** Not every server gives commits by their names; then all that it has is looked through. */
  private void fetchCommit(Git git, String address, String commit)
      throws GitAPIException, IOException {
    var id = ObjectId.fromString(commit);
    var objects = git.getRepository().getObjectDatabase();
    try {
      fetch(git, address, 1, new RefSpec(id.name() + ":" + FETCHED));
    } catch (TransportException e) {
      if (FetchFault.isFinal(e)) throw e;
    }
    if (!objects.has(id)) {
      progress.accept("looking for the commit in all branches and tags");
      fetch(git, address, WHOLE, new RefSpec("+refs/heads/*:refs/hotplug/heads/*"),
          new RefSpec("+refs/tags/*:refs/tags/*"));
    }
    if (!objects.has(id)) {
      throw new Unfetchable("No branch or tag of the repository leads to commit " + commit + ".",
          "Check the commit, or give a branch or tag as ref.");
    }
    update(git.getRepository(), FETCHED, id);
  }

  private void fetch(Git git, String address, int depth, RefSpec... specs) throws GitAPIException {
    fetching(git, address, depth, specs).call();
  }

  private FetchCommand fetching(Git git, String address, int depth, RefSpec... specs) {
    var fetch = git.fetch()
        .setRemote(address)
        .setRefSpecs(specs)
        .setTagOpt(TagOpt.NO_TAGS)
        .setProgressMonitor(new Monitor());
    if (depth != WHOLE) fetch.setDepth(depth);
    return with(fetch);
  }

  /** What lies between; null where nobody asked or it cannot be told: an update does without. */
  private @Nullable Between between(Path folder, String commit) throws IOException {
    if (order.since() == null) return null;
    return new Ancestry(folder, this::fetchAncestry).between(order.since(), commit, progress);
  }

  private void fetchAncestry(Git git) throws GitAPIException {
    // Then the git program has.
    if (order.way() == Way.SSH) return;
    var spec = new RefSpec(got + ":" + FETCHED);
    try {
      fetching(git, order.address(), Ancestry.DEPTH, spec)
          .setTransportConfigCallback(Ancestry::withoutFiles)
          .call();
    } catch (TransportException e) {
      if (FetchFault.isFinal(e)) throw e;
      fetch(git, order.address(), Ancestry.DEPTH_WITH_FILES, spec);
    }
  }

  private Refs refs(String address) throws GitAPIException {
    return new Refs(
        with(Git.lsRemoteRepository().setRemote(address).setHeads(true).setTags(true)).callAsMap()
            .keySet());
  }

  private <C extends TransportCommand<C, ?>> C with(C command) {
    return command.setCredentialsProvider(connections.credentials()).setTimeout(SECONDS_OF_SILENCE);
  }

  private static void hold(Repository repository, String name) throws IOException {
    update(repository, name, fetched(repository));
  }

  private static AnyObjectId fetched(Repository repository) throws IOException {
    var ref = repository.exactRef(FETCHED);
    var id = ref == null ? null : ref.getObjectId();
    if (id == null) throw new IOException("the fetch has left nothing");
    return id;
  }

  private static void update(Repository repository, String name, AnyObjectId id)
      throws IOException {
    var update = repository.updateRef(name, true);
    update.setNewObjectId(id);
    if (update.forceUpdate() == RefUpdate.Result.IO_FAILURE) {
      throw new IOException("cannot write " + name);
    }
  }

  private RevCommit checkOut(Git git, String address, int depth)
      throws IOException, GitAPIException, ConfigInvalidException {
    var repository = git.getRepository();
    try (var walk = new RevWalk(repository)) {
      var commit = walk.parseCommit(fetched(repository));
      var modules = survey(repository, commit);
      update(repository, Constants.HEAD, commit);
      var checkout = new DirCacheCheckout(repository, repository.lockDirCache(), commit.getTree());
      checkout.setProgressMonitor(new Monitor());
      checkout.checkout();
      addModules(git, address, commit, modules, depth);
      return commit;
    }
  }

  /** Looks at the whole tree before any of it is written; tells the submodules, by path. */
  private Map<String, ObjectId> survey(Repository repository, RevCommit commit) throws IOException {
    var modules = new HashMap<String, ObjectId>();
    try (var reader = repository.newObjectReader(); var walk = new TreeWalk(repository, reader)) {
      check(reader, commit.getTree());
      walk.addTree(commit.getTree());
      while (walk.next()) {
        if (--filesLeft < 0) throw FetchFault.tooMany(order.files());
        var id = walk.getObjectId(0);
        if (walk.isSubtree()) {
          check(reader, id);
          walk.enterSubtree();
        } else if (FileMode.GITLINK.equals(walk.getFileMode(0))) {
          modules.put(walk.getPathString(), id);
        } else {
          spend(reader.getObjectSize(id, Constants.OBJ_BLOB));
        }
      }
    }
    return modules;
  }

  /** Refuses names that lead out of the folder or into a {@code .git}, however they are spelt. */
  private static void check(ObjectReader reader, AnyObjectId tree) throws IOException {
    new ObjectChecker().setAllowLeadingZeroFileMode(true)
        .setSafeForMacOS(true)
        .checkTree(tree, reader.open(tree, Constants.OBJ_TREE).getCachedBytes(LARGEST_TREE));
  }

  private void addModules(Git git, String address, RevCommit commit, Map<String, ObjectId> modules,
      int depth) throws IOException, GitAPIException, ConfigInvalidException {
    if (modules.isEmpty()) return;
    var paths = modules.keySet().stream().sorted().toList();
    if (!order.submodules()) {
      warnings.add("Submodules were not asked for and not fetched: " + FetchFault.few(paths) + ".");
      return;
    }
    if (depth == DEEPEST_SUBMODULE) {
      throw new Unfetchable("The repository has submodules in submodules without end.",
          "Install without submodules.");
    }
    var config = modulesFile(git.getRepository(), commit);
    for (var path : paths) {
      addModule(git, path, moduleUrl(config, address, path),
          Objects.requireNonNull(modules.get(path)), depth);
    }
  }

  private static Config modulesFile(Repository repository, RevCommit commit)
      throws IOException, ConfigInvalidException {
    try {
      return new BlobBasedConfig(null, repository, commit, ".gitmodules");
    } catch (FileNotFoundException _) {
      return new Config();
    }
  }

  private void addModule(Git git, String path, String address, ObjectId commit, int depth)
      throws IOException, GitAPIException, ConfigInvalidException {
    progress.accept("submodule " + path);
    var folder = git.getRepository().getWorkTree().toPath().resolve(path);
    connections.expect(address);
    try (var module = Git.init().setDirectory(folder.toFile()).call()) {
      fetch(module, address, commit.name());
      checkOut(module, address, depth + 1);
    }
  }

  private static String moduleUrl(Config config, String parent, String path) throws Unfetchable {
    for (var name : config.getSubsections("submodule")) {
      if (path.equals(config.getString("submodule", name, "path"))) {
        return ModuleUrl.of(path, config.getString("submodule", name, "url"), parent);
      }
    }
    return ModuleUrl.of(path, null, parent);
  }

  private void spend(long bytes) throws Unfetchable {
    bytesLeft -= bytes;
    if (bytesLeft < 0) throw FetchFault.tooLarge(order.bytes());
  }

  private final class Monitor extends EmptyProgressMonitor {
    @Override
    public void beginTask(String title, int total) {
      // A title may be what the server says.
      progress.accept(FetchFault.line(title));
    }
  }
}
