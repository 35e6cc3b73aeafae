package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** How an installation went. */
public sealed interface InstallOutcome {

  /**
   * It is installed, and listed.
   *
   * @param tools the names of its tools, as it told the probe
   * @param remarks what the user should know, whole sentences: a retried step, another start line
   */
  record Done(Installed server, Plan plan, List<String> tools,
      List<String> remarks) implements InstallOutcome {
    public Done {
      tools = List.copyOf(tools);
      remarks = List.copyOf(remarks);
    }
  }

  /** Nothing of the repository was run, and nothing is left: somebody has to agree first. */
  record NeedsConfirmation(Plan plan) implements InstallOutcome {}

  /** The user has said no. Nothing of the repository was run, and nothing is left. */
  record Declined(Plan plan) implements InstallOutcome {}

  /**
   * There are several servers; nothing was run, and nothing is left.
   *
   * @param url where the repository is, without credentials
   */
  record NeedsChoice(String url, List<Choice> choices) implements InstallOutcome {
    public NeedsChoice {
      choices = List.copyOf(choices);
    }
  }

  /**
   * It failed; nothing is left of it but its log.
   *
   * @param step what failed: {@code "fetch"}, {@code "detect"}, {@code "build 2/3: npm run build"},
   *   {@code "probe"}, {@code "list"}
   * @param reason what happened and what is true now, without secrets
   * @param tail the last lines of its output, without secrets
   * @param nextStep what to do next
   * @param log where all its output is; empty where there is no log
   */
  record Failed(String step, String reason, List<String> tail, String nextStep,
      Optional<String> log) implements InstallOutcome {
    public Failed {
      tail = List.copyOf(tail);
    }
  }
}
