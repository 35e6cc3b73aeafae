package dev.hotplug.app.install;

import dev.hotplug.installer.Consent;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has to agree to one installation that a client wants, and whether they did: nobody any more
 * for a trusted place; else the user, where the client can ask; else whoever hands back the plan's
 * hash, unless the user has reserved that. Confined to the thread that installs.
 */
public final class Agreement implements Consent {
  /** How somebody agrees who has not. */
  public enum Way {
    /** By calling again with the hash of the plan. */
    HASH,
    /** By calling again, so that the user is asked again. */
    QUESTION,
    /** Not through this client: the user has to do it by hand. */
    BY_HAND
  }

  /** Why a client that cannot ask its user does not suffice, a sentence. */
  public static final String ONLY_BY_HAND = "The user has settled that only the user agrees "
      + "(\"confirm\": \"user\" in Hotplug's own configuration), and this client cannot ask.";

  private final UserConfig policy;
  private final ByTrust trusted;
  private final ByHash hash;
  private final @Nullable ByUser user;
  private String doubt = "";
  private String remark = "";

  /**
   * One that nobody has given.
   *
   * @param request what is to be installed
   * @param confirm the hash that was handed back; empty for none
   * @param question null for a client that cannot ask its user
   */
  public Agreement(UserConfig policy, InstallRequest request, Optional<String> confirm,
      @Nullable Question question) {
    this.policy = policy;
    this.trusted = policy.trusted(request);
    this.hash = new ByHash(confirm);
    this.user = question == null ? null : new ByUser(question);
  }

  @Override
  public Verdict on(Plan plan) throws InterruptedException {
    if (trusted.on(plan) == Verdict.GRANTED) return Verdict.GRANTED;
    doubt = trusted.remark(plan);
    return switch (way()) {
      case QUESTION -> asked(plan);
      case BY_HAND -> {
        remark = ONLY_BY_HAND;
        yield Verdict.OPEN;
      }
      case HASH -> byHash(plan);
    };
  }

  @Override
  public boolean isGivenTo(Plan plan) {
    return way() == Way.HASH && hash.on(plan) == Verdict.GRANTED;
  }

  /** How one agrees that has not. */
  public Way way() {
    if (user != null) return Way.QUESTION;
    return policy.confirm() == UserConfig.Confirm.USER ? Way.BY_HAND : Way.HASH;
  }

  /** Why nobody has agreed, whole sentences; empty where nobody tried. */
  public String remark() {
    return (doubt + " " + remark).strip();
  }

  private Verdict asked(Plan plan) throws InterruptedException {
    if (user == null) throw new IllegalStateException("nobody can be asked");
    var verdict = user.on(plan);
    remark = user.unanswered();
    return verdict;
  }

  private Verdict byHash(Plan plan) {
    var verdict = hash.on(plan);
    if (verdict == Verdict.OPEN && hash.hash().isPresent()) {
      remark = "\"confirm\" is the hash of another plan, so nothing was done. Compare this plan "
          + "with the one that was agreed to: the commit, the commands or the arguments differ.";
    }
    return verdict;
  }
}
