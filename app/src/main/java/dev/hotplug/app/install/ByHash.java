package dev.hotplug.app.install;

import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Plan;
import java.util.Optional;

/**
 * The consent of whoever hands the hash of a plan back.
 *
 * @param hash what was handed back; empty for nothing
 */
record ByHash(Optional<String> hash) implements Consent {
  @Override
  public Verdict on(Plan plan) {
    return hash.filter(plan.hash()::equals).isPresent() ? Verdict.GRANTED : Verdict.OPEN;
  }
}
