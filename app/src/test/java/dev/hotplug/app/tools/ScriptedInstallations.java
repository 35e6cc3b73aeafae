package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.install.Installations;
import dev.hotplug.app.install.UserConfig;
import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.ApprovedVersion;
import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Freshness;
import dev.hotplug.installer.Handover;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Installed;
import dev.hotplug.installer.LinkOutcome;
import dev.hotplug.installer.LinkRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;
import dev.hotplug.installer.Progress;
import dev.hotplug.installer.UninstallOutcome;
import dev.hotplug.installer.UpdateMeans;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import dev.hotplug.installer.Wishes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Installations that do as the test says, and remember what was asked of them. */
final class ScriptedInstallations implements Installations {
  /** What becomes of one installation. */
  interface Script {
    InstallOutcome run(InstallRequest request, Consent consent, Progress progress)
        throws InterruptedException;
  }

  /** Of whatever is installed. */
  private static final String COMMIT = "0".repeat(40);

  private final CopyOnWriteArrayList<InstallRequest> requests = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Installed> installed = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<String> uninstalled = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, ApprovedTools> approved = new ConcurrentHashMap<>();
  private volatile Script script = (_, _, _) -> {
    throw new AssertionError("nothing was to be installed");
  };
  private volatile VersionScript move = (_, _) -> {
    throw new AssertionError("no other version was wanted");
  };
  private volatile boolean mayLink;
  private volatile UserConfig policy = UserConfig.DEFAULT;
  private volatile UninstallOutcome farewell = new UninstallOutcome.Done(false, List.of(),
      List.of());

  /** An installation does this. */
  void does(Script what) {
    script = what;
  }

  /** An installation asks about {@code plan}, and does it when that is granted. */
  void plans(Plan plan, InstallOutcome then) {
    does((_, consent, _) -> switch (consent.on(plan)) {
      case GRANTED -> then;
      case OPEN -> new InstallOutcome.NeedsConfirmation(plan);
      case DECLINED -> new InstallOutcome.Declined(plan);
    });
  }

  /** From now on links fail, and before no link comes that far. */
  void failLinks() {
    mayLink = true;
  }

  void policy(UserConfig newPolicy) {
    policy = newPolicy;
  }

  void has(Installed server) {
    installed.add(server);
  }

  void uninstalls(UninstallOutcome how) {
    farewell = how;
  }

  List<InstallRequest> requests() {
    return new ArrayList<>(requests);
  }

  /** What was uninstalled: the name, and whether files were to go. */
  List<String> uninstalled() {
    return new ArrayList<>(uninstalled);
  }

  static Installed server(String name) {
    return new Installed(name, "https://git.example.org/acme/" + name, Optional.empty(), COMMIT,
        Path.of("/data", name), List.of("node", "/data/" + name + "/current/x.js"),
        List.of("TOKEN"), List.of(Path.of("/p/.mcp.json")));
  }

  @Override
  public LinkOutcome link(LinkRequest request) {
    if (!mayLink) throw new AssertionError("nothing was to be linked");
    return new LinkOutcome.Failed(
        "There is no folder " + request.folder() + ". Nothing was listed.", List.of(),
        "Give another.");
  }

  /** From now on somebody has agreed to these tools of a server. */
  void approves(String name, ApprovedTools tools) {
    approved.put(name, tools);
  }

  @Override
  public Optional<ApprovedVersion> approved(String name) {
    return Optional.ofNullable(approved.get(name)).map(it -> new ApprovedVersion(COMMIT, it));
  }

  @Override
  public Optional<String> approve(String name, ApprovedVersion version) {
    assertThat(version.commit()).isEqualTo(COMMIT);
    approves(name, version.tools());
    return Optional.empty();
  }

  @Override
  public UserConfig policy() {
    return policy;
  }

  @Override
  public InstallOutcome install(InstallRequest request, Consent consent, Progress progress)
      throws InterruptedException {
    requests.add(request);
    return script.run(request, consent, progress);
  }

  /** What becomes of an update or of going back. */
  interface VersionScript {
    UpdateOutcome run(Consent consent, Handover handover) throws InterruptedException;
  }

  /** An update, or going back, does this. */
  void moves(VersionScript what) {
    move = what;
  }

  @Override
  public Optional<InstallRequest> renewal(UpdateRequest request) {
    return installed.stream()
        .filter(it -> it.name().equals(request.name()))
        .findFirst()
        .map(it -> new InstallRequest(it.url(), request.ref(), false, Optional.of(it.name()),
            Wishes.NONE, Map.of(), Listing.Exposure.HOTPLUG));
  }

  @Override
  public UpdateOutcome update(UpdateRequest request, UpdateMeans means)
      throws InterruptedException {
    return move.run(means.consent(), means.handover());
  }

  @Override
  public UpdateOutcome rollback(String name, Handover handover) throws InterruptedException {
    return move.run(_ -> Consent.Verdict.GRANTED, handover);
  }

  @Override
  public List<Freshness> outdated() {
    return List.of();
  }

  @Override
  public List<Installed> installed() {
    return List.copyOf(installed);
  }

  @Override
  public List<Installed> kept() {
    return List.of();
  }

  @Override
  public UninstallOutcome uninstall(String name, boolean deleteFiles, Runnable unlisted) {
    unlisted.run();
    uninstalled.add(name + " " + deleteFiles);
    return farewell;
  }
}
