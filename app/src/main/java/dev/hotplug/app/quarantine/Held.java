package dev.hotplug.app.quarantine;

import dev.hotplug.app.install.ShellText;
import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.ApprovedVersion;
import java.util.List;

/**
 * What is held back of a server.
 *
 * @param server its name in the configuration
 * @param installed the name it is installed under
 * @param now the version that it was started from, with all its tools as they are
 * @param changes those of them that nobody has agreed to; at least one
 */
public record Held(String server, String installed, ApprovedVersion now,
    List<ApprovedTools.Unapproved> changes) {
  public Held {
    changes = List.copyOf(changes);
  }

  /** What somebody hands back to agree to these very tools. */
  public String hash() {
    return now.tools().hash();
  }

  /** The command by which a person agrees to them. */
  public String byHand() {
    return ShellText.of(List.of("hotplug", "approve", server));
  }

  /** What is different, a tool at a time. */
  public List<Difference> differences() {
    return changes.stream().map(Difference::of).toList();
  }
}
