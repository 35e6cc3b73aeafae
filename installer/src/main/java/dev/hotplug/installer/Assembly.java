package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes one version of a server out of a checkout: builds it where it will be started from, and
 * sees that it answers. Whoever calls has the claim on the server.
 *
 * @param left what is true after a failure, a sentence
 */
record Assembly(Installer.Parts parts, Plan plan, RunLog log, Scrub scrub, Progress progress,
    String left) {

  /**
   * A version that is whole.
   *
   * @param start what it answered to
   * @param tools what it told of its tools
   * @param remarks what had to be done otherwise than planned, whole sentences
   */
  record Made(List<String> start, ApprovedTools tools, List<String> remarks) {
    Made {
      start = List.copyOf(start);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Makes it of what lies in {@code checkout}, which it takes away from there.
   *
   * @param staging for what the build leaves behind
   * @param variables what the server is given, with their values
   */
  Made make(Checkout checkout, Staging staging, Map<String, String> variables)
      throws IOException, InterruptedException, Stop {
    var remarks = new ArrayList<>(build(checkout, staging));
    home().tryOut(plan.commit());
    var answered = probe(variables);
    if (!answered.start().equals(plan.start())) {
      remarks.add("It did not answer as " + plan.start() + " but as " + answered.start() + ".");
    }
    home().complete(plan.commit());
    return new Made(answered.start(), ApprovedTools.of(answered.answer().tools(), scrub::text),
        remarks);
  }

  private List<String> build(Checkout checkout, Staging staging)
      throws IOException, InterruptedException, Stop {
    var version = home().version(plan.commit());
    Files.createDirectories(home().folder());
    Files.move(checkout.folder(), version, StandardCopyOption.ATOMIC_MOVE);
    var own = Files.createDirectory(staging.at("home"));
    var temporary = Files.createDirectory(staging.at("tmp"));
    var userHome = parts.environment().get("HOME");
    if (userHome != null) RegistrySettings.copy(Path.of(userHome), own);
    var environment = new BuildEnvironment(parts.environment()).of(own, temporary, version);
    var built = new Build(parts.commands(), environment, log, progress).run(plan.steps());
    if (built.failure().isPresent()) {
      var failure = built.failure().get();
      throw failed(failure.step(), failure.reason() + " " + left, failure.tail(),
          failure.nextStep());
    }
    return built.remarks();
  }

  private Trial.Result.Answered probe(Map<String, String> variables)
      throws InterruptedException, Stop {
    var trial = new Trial(parts.probe(), home(), parts.cwd(), log, progress);
    return switch (trial.run(plan, variables)) {
      case Trial.Result.Answered answered -> answered;
      case Trial.Result.Silent(var diagnosis, var tail) -> throw failed("probe",
          plan.name() + " was built, but it " + diagnosis.reason() + ". " + left, tail,
          diagnosis.nextStep());
    };
  }

  /** What ends it, without secrets. */
  Stop failed(String step, String reason, List<String> tail, String nextStep) {
    log.add(step + " failed: " + reason);
    return new Stop(new InstallOutcome.Failed(scrub.text(step), scrub.text(reason),
        scrub.lines(tail), nextStep, log.place()));
  }

  private Home home() {
    return Home.of(parts.folders().servers(), plan.name());
  }
}
