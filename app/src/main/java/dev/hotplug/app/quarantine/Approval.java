package dev.hotplug.app.quarantine;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.Agreement.Way;
import dev.hotplug.app.install.Question;
import dev.hotplug.app.install.UserConfig;
import dev.hotplug.app.install.UserQuestion;
import dev.hotplug.installer.Consent.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has to agree to the changed tools of a server that a client wants to use, and whether they
 * did: as for an installation, but that no place is trusted. Confined to the thread that asks.
 */
public final class Approval {
  private final UserConfig policy;
  private final Optional<String> confirm;
  private final @Nullable Question question;
  private String remark = "";

  /**
   * One that nobody has given.
   *
   * @param confirm the hash that was handed back; empty for none
   * @param question null for a client that cannot ask its user
   */
  public Approval(UserConfig policy, Optional<String> confirm, @Nullable Question question) {
    this.policy = policy;
    this.confirm = confirm;
    this.question = question;
  }

  /** How one agrees. */
  public Way way() {
    if (question != null) return Way.QUESTION;
    return policy.confirm() == UserConfig.Confirm.USER ? Way.BY_HAND : Way.HASH;
  }

  /** Whether somebody agrees to {@code held}; nobody is asked before its hash was handed back. */
  public Verdict on(Held held) throws InterruptedException {
    if (confirm.isEmpty()) return Verdict.OPEN;
    if (!confirm.get().equals(held.hash())) {
      remark = "\"approve\" is the hash of other tools than these, so nothing was approved.";
      return Verdict.OPEN;
    }
    if (question != null) return asked(question, held);
    if (way() == Way.HASH) return Verdict.GRANTED;
    remark = Agreement.ONLY_BY_HAND;
    return Verdict.OPEN;
  }

  /** Why nobody has agreed, a sentence; empty where nobody tried. */
  public String remark() {
    return remark;
  }

  private Verdict asked(Question asking, Held held) throws InterruptedException {
    var user = new UserQuestion(asking, "approve",
        "approve lets these tools be called; cancel keeps them from it");
    var verdict = user.ask(HeldText.of(held) + "\nApprove these tools? None can be called so far.");
    remark = verdict == Verdict.DECLINED
        ? "The user said no. Do not ask again unless the user wants it."
        : user.unanswered();
    return verdict;
  }
}
