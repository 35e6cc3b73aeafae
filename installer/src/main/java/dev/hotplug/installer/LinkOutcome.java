package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;

/** What became of a link. Nothing of the folder was run. */
public sealed interface LinkOutcome {

  /**
   * It is listed.
   *
   * @param missing what it starts from that is not there yet, absolute
   * @param build the commands that would build it, in this order; nobody runs them
   * @param remarks what the user should know, whole sentences
   */
  record Done(Installed server, List<Path> missing, List<Plan.Order> build,
      List<String> remarks) implements LinkOutcome {
    public Done {
      missing = List.copyOf(missing);
      build = List.copyOf(build);
      remarks = List.copyOf(remarks);
    }
  }

  /** There are several servers; nothing was listed. */
  record NeedsChoice(Path folder, List<Choice> choices) implements LinkOutcome {
    public NeedsChoice {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Nothing was listed.
   *
   * @param reason what happened and what is true now
   * @param lookedFor what was looked for, a line each
   * @param nextStep what to do next
   */
  record Failed(String reason, List<String> lookedFor, String nextStep) implements LinkOutcome {
    public Failed {
      lookedFor = List.copyOf(lookedFor);
    }
  }
}
