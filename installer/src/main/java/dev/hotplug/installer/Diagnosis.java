package dev.hotplug.installer;

import java.util.List;
import java.util.regex.Pattern;

/** Why a server that was built does not answer, as far as its own words tell. */
sealed interface Diagnosis {
  /** A clause that goes on from the server's name. */
  String reason();

  /** What to do about it. */
  String nextStep();

  /** It says which variables it misses. */
  record MissingVariables(List<String> names) implements Diagnosis {
    public MissingVariables {
      names = List.copyOf(names);
    }

    @Override
    public String reason() {
      return "needs the variable" + (names.size() == 1 ? " " : "s ") + String.join(", ", names);
    }

    @Override
    public String nextStep() {
      var first = names.getFirst();
      return "Install it again with env_vars {\"" + first + "\": \"<value>\"} (or {\"" + first
          + "\": \"${" + first + "}\"} for the one in your environment; on the command line --env "
          + first + ").";
    }
  }

  /**
   * It says how it wants to be called.
   *
   * @param usage its own words
   */
  record NeedsArguments(String usage) implements Diagnosis {
    @Override
    public String reason() {
      return "needs arguments: " + usage;
    }

    @Override
    public String nextStep() {
      return "Install it again with what its README gives as args ([\"…\"]; on the command line "
          + "--arg …).";
    }
  }

  /**
   * It waits for HTTP requests.
   *
   * @param url where
   */
  record HttpServer(String url) implements Diagnosis {
    @Override
    public String reason() {
      return "does not speak MCP on stdin and stdout: it is an HTTP server at " + url;
    }

    @Override
    public String nextStep() {
      return "See its README for the arguments or variables that select stdio, and install it again "
          + "with them (args, env_vars; on the command line --arg, --env); or run it yourself and give the URL to your client.";
    }
  }

  /**
   * It lacks a part of itself.
   *
   * @param what its own words
   */
  record BuildIncomplete(String what) implements Diagnosis {
    /** Said of Java and .NET, where no package runs scripts. */
    private static final Pattern COMPILED = Pattern.compile("(?i)no main manifest attribute"
        + "|NoClassDefFoundError|find or load main class|load file or assembly");

    @Override
    public String reason() {
      return "was not built completely: " + what;
    }

    @Override
    public String nextStep() {
      return COMPILED.matcher(what).find()
          ? "Its own build leaves that out: its README says how it is packaged; another ref (--ref)"
              + " may be whole, subdir (--subdir) and server_file (--server-file) pick another part"
              + " of it."
          : "If one of its packages has to be compiled or downloaded while it is installed, install "
              + "it again with allow_scripts true (--allow-scripts), which lets packages run code"
              + " then.";
    }
  }

  /**
   * It was built for another version of what runs it.
   *
   * @param what its own words
   */
  record OtherRuntime(String what) implements Diagnosis {
    @Override
    public String reason() {
      return "needs another version of what runs it: " + what;
    }

    @Override
    public String nextStep() {
      return what.contains(".NET")
          ? "Install the .NET runtime that log_tail names, and have PATH or DOTNET_ROOT lead to it;"
              + " then install again."
          : "Install the Java that it was built with, or a newer one, and have PATH lead to it; then"
              + " install again.";
    }
  }

  /**
   * It says nothing that we understand.
   *
   * @param cause goes on from "it", as in {@link Probe.Finding.Silent}
   */
  record Unclear(String cause) implements Diagnosis {
    @Override
    public String reason() {
      return cause;
    }

    @Override
    public String nextStep() {
      return "Read the log and its README; server_file (--server-file) picks another file to start, "
          + "args and env_vars (--arg, --env) say how.";
    }
  }
}
