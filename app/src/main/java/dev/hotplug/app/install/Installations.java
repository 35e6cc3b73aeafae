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

/** What can be installed, is, and is to be no longer. Thread-safe. */
public interface Installations {
  /** Who is trusted, and who has to agree; read anew each time. */
  UserConfig policy();

  /** As {@link dev.hotplug.installer.Installer#install}. */
  InstallOutcome install(InstallRequest request, Consent consent, Progress progress)
      throws InterruptedException;

  /** As {@link dev.hotplug.installer.Installer#link}. */
  LinkOutcome link(LinkRequest request) throws InterruptedException;

  /** As {@link dev.hotplug.installer.Installer#renewal}. */
  Optional<InstallRequest> renewal(UpdateRequest request);

  /** As {@link dev.hotplug.installer.Installer#update}. */
  UpdateOutcome update(UpdateRequest request, UpdateMeans means) throws InterruptedException;

  /** As {@link dev.hotplug.installer.Installer#rollback}. */
  UpdateOutcome rollback(String name, Handover handover) throws InterruptedException;

  /** As {@link dev.hotplug.installer.Installer#outdated}. */
  List<Freshness> outdated() throws InterruptedException;

  /** All that are installed or linked, by name. */
  List<Installed> installed();

  /** Those that were uninstalled and of which the files stay, by name. */
  List<Installed> kept();

  /** As {@link dev.hotplug.installer.Installer#approved}. */
  Optional<ApprovedVersion> approved(String name);

  /** As {@link dev.hotplug.installer.Installer#approve}. */
  Optional<String> approve(String name, ApprovedVersion version) throws InterruptedException;

  /** As {@link dev.hotplug.installer.Installer#uninstall}. */
  UninstallOutcome uninstall(String name, boolean deleteFiles, Runnable unlisted)
      throws InterruptedException;
}
