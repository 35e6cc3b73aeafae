package dev.hotplug.app.install;

import dev.hotplug.installer.Consent;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Plan;

/** The consent of a user who has agreed beforehand to what some places vouch for. */
public record ByTrust(Trust trust, InstallRequest request) implements Consent {
  @Override
  public Verdict on(Plan plan) {
    return trust.covers(plan.url()) && Trust.unvouched(request).isEmpty() ? Verdict.GRANTED
        : Verdict.OPEN;
  }

  /** Why it is open for a place that is trusted, a sentence; else empty. */
  public String remark(Plan plan) {
    if (!trust.covers(plan.url())) return "";
    return Trust.unvouched(request)
        .map(why -> "You trust this place beforehand, but that does not suffice here: " + why + ".")
        .orElse("");
  }
}
