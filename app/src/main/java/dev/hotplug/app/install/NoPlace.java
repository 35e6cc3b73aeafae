package dev.hotplug.app.install;

import dev.hotplug.installer.ApprovedVersion;
import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Freshness;
import dev.hotplug.installer.Handover;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Installed;
import dev.hotplug.installer.LinkOutcome;
import dev.hotplug.installer.LinkRequest;
import dev.hotplug.installer.Progress;
import dev.hotplug.installer.UninstallOutcome;
import dev.hotplug.installer.UpdateMeans;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import java.util.List;
import java.util.Optional;

/** The installations of a user without a home: none, and there is no place for any. */
public final class NoPlace implements Installations {
  @Override
  public UserConfig policy() {
    return UserConfig.DEFAULT;
  }

  @Override
  public InstallOutcome install(InstallRequest request, Consent consent, Progress progress) {
    return new InstallOutcome.Failed("fetch",
        "There is no place to install to, since HOME is not set. Nothing was fetched.", List.of(),
        "Start Hotplug with HOME, or with XDG_DATA_HOME, XDG_STATE_HOME and XDG_CONFIG_HOME.",
        Optional.empty());
  }

  @Override
  public LinkOutcome link(LinkRequest request) {
    return new LinkOutcome.Failed(
        "There is no place to remember links in, since HOME is not set. Nothing was listed.",
        List.of(), "Start Hotplug with HOME, or write the entry by hand.");
  }

  @Override
  public Optional<InstallRequest> renewal(UpdateRequest request) {
    return Optional.empty();
  }

  @Override
  public UpdateOutcome update(UpdateRequest request, UpdateMeans means) {
    return new UpdateOutcome.Unknown(List.of());
  }

  @Override
  public UpdateOutcome rollback(String name, Handover handover) {
    return new UpdateOutcome.Unknown(List.of());
  }

  @Override
  public List<Freshness> outdated() {
    return List.of();
  }

  @Override
  public List<Installed> installed() {
    return List.of();
  }

  @Override
  public List<Installed> kept() {
    return List.of();
  }

  @Override
  public Optional<ApprovedVersion> approved(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> approve(String name, ApprovedVersion version) {
    return Optional.of("Nothing is installed, as there is no place for it: HOME is not set.");
  }

  @Override
  public UninstallOutcome uninstall(String name, boolean deleteFiles, Runnable unlisted) {
    return new UninstallOutcome.Unknown(List.of());
  }
}
