package dev.hotplug.installer;

import dev.hotplug.installer.InstallOutcome.Failed;
import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request from its begin: fetch, detect, plan, ask, and if somebody agrees, install. */
record Attempt(Installer.Parts parts, InstallRequest request, Consent consent, Progress progress) {
  InstallOutcome run() throws InterruptedException {
    var fault = new RequestCheck(request, parts.environment(), parts.cwd()).fault();
    if (fault.isPresent()) return refused(fault.get());
    return switch (GitUrl.read(request.url(), parts.allow())) {
      case GitUrl.Reading.Refused(var reason) -> refused(reason);
      case GitUrl.Reading.Url(var url) -> run(new Source(url, request.ref(), request.submodules()));
    };
  }

  private InstallOutcome run(Source source) throws InterruptedException {
    new Repair(parts).run();
    try (var staging = Staging.in(Staging.parent(parts.folders().servers()))) {
      return fetch(source, staging);
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return Installer.unwritable(e, "Nothing was installed.", Optional.empty());
    }
  }

  private static Failed refused(String reason) {
    return new Failed("request", reason, List.of(), "Change that and try again.", Optional.empty());
  }

  private InstallOutcome fetch(Source source, Staging staging)
      throws IOException, InterruptedException {
    progress.on("fetch", source.url().shown());
    var fetching = ChildFetching.of(parts, FetchLimits.USUAL);
    return switch (fetching.fetch(source, staging.at("checkout"),
        line -> progress.on("fetch", line))) {
      case Fetching.Fetched.Failed(var reason, var tail, var nextStep) ->
        new Failed("fetch", reason, tail, nextStep, Optional.empty());
      case Fetching.Fetched.Got got -> detect(source, got, staging);
    };
  }

  private InstallOutcome detect(Source source, Fetching.Fetched.Got got, Staging staging)
      throws IOException, InterruptedException {
    var checkout = got.checkout();
    progress.on("detect", "");
    return switch (Detectors.detect(Folder.root(checkout.folder()), request.wishes(),
        parts.toolbox())) {
      case Detection.Nothing(var reason, var lookedFor, var nextStep) ->
        new Failed("detect", reason, lookedFor, nextStep, Optional.empty());
      case Detection.Ambiguous(var choices) ->
        new InstallOutcome.NeedsChoice(source.url().shown(), choices);
      case Detection.Found(var recipe) ->
        ask(plan(source, checkout, recipe.warning(got.warnings())), checkout, staging);
    };
  }

  private Plan plan(Source source, Checkout checkout, Recipe recipe) {
    var name = request.name().orElseGet(() -> ServerName.of(recipe.name()));
    var home = Home.of(parts.folders().servers(), name);
    var ledger = new Ledger(parts.folders().ledger());
    var list = parts.listing().place();
    var files = new ArrayList<>(List.of(list, list + ".bak", ledger.file(name).toString(),
        parts.folders().logs().toString()));
    if (!Values.of(request, parts.environment()).secrets().isEmpty()) {
      files.add(parts.secrets().place(name));
    }
    return new Planner(request, source, home, files).plan(name, checkout.commit(), recipe);
  }

  private InstallOutcome ask(Plan plan, Checkout checkout, Staging staging)
      throws IOException, InterruptedException {
    var standing = Standing.of(plan, parts);
    if (standing instanceof Standing.Taken(var failed)) return failed;
    // Who has agreed to the whole, before somebody else carried it out, has agreed to what is left.
    var asked = standing instanceof Standing.There(var record) && !consent.isGivenTo(plan)
        ? plan.reusing(record.start())
        : plan;
    return switch (consent.on(asked)) {
      case OPEN -> new InstallOutcome.NeedsConfirmation(asked);
      case DECLINED -> new InstallOutcome.Declined(asked);
      case GRANTED -> install(asked, plan, checkout, staging);
    };
  }

  private InstallOutcome install(Plan asked, Plan plan, Checkout checkout, Staging staging)
      throws IOException, InterruptedException {
    try (var claim = Claims.on(parts.folders().servers(), plan.name()).orElse(null)) {
      if (claim == null) return Standing.busy(plan.name());
      // Somebody else may have installed or removed it while we asked.
      var standing = Standing.of(plan, parts);
      return switch (standing) {
        case Standing.Taken(var failed) -> failed;
        case Standing.There(var record) -> relist(record, asked);
        case Standing.Free _ -> asked.equals(plan) ? build(plan, checkout, staging)
            : new InstallOutcome.NeedsConfirmation(plan);
      };
    }
  }

  private InstallOutcome build(Plan plan, Checkout checkout, Staging staging)
      throws InterruptedException {
    var scrub = new Scrub(request.env().values());
    try (var log = RunLog.begin(parts.folders().logs(), plan.name(), parts.clock().instant(),
        scrub)) {
      log.add(plan.url() + " at " + plan.commit());
      return new Installation(parts,
          new Installation.Job(request, plan, parts.listing(), log, scrub, progress))
          .run(checkout, staging);
    }
  }

  /** It is built already: only this project does not list it yet. */
  private InstallOutcome relist(InstallRecord record, Plan plan) throws IOException {
    var values = Values.of(request, parts.environment());
    var given = record.given(values);
    if (!values.secrets().isEmpty()) parts.secrets().keep(plan.name(), values.secrets());
    new Ledger(parts.folders().ledger()).put(given);
    var fault = parts.put(new Listing.Item(plan.name(), record.start(), given.env(),
        record.origin(), plan.exposure(), List.of()));
    if (fault.isPresent()) {
      return failed("list", fault.get(), "Mend " + parts.listing().place() + " and try again.");
    }
    var listed = given.in(State.INSTALLED).alsoListedBy(parts.configuration());
    new Ledger(parts.folders().ledger()).put(listed);
    return new InstallOutcome.Done(
        Installer.installed(listed, Home.of(parts.folders().servers(), plan.name())), plan,
        List.of(), List.of(
            "It was built already; only " + parts.listing().place() + " was brought up to date."));
  }

  private static Failed failed(String step, String reason, String nextStep) {
    return new Failed(step, reason, List.of(), nextStep, Optional.empty());
  }
}
