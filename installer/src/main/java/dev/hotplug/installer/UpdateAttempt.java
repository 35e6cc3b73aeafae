package dev.hotplug.installer;

import dev.hotplug.installer.InstallOutcome.Failed;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One request to update, from its begin: fetch, detect, plan, compare, ask, and if somebody agrees,
 * update.
 *
 * @param record the server as it is installed
 * @param request what an installation of it would ask for now
 */
record UpdateAttempt(Installer.Parts parts, InstallRecord record, InstallRequest request,
    UpdateMeans means) {

  UpdateOutcome run() throws InterruptedException {
    var refusal = request.ref().flatMap(GitRef::refusal);
    if (refusal.isPresent()) return failed("request", refusal.get(), "Correct ref and try again.");
    return switch (GitUrl.read(request.url(), parts.allow())) {
      case GitUrl.Reading.Refused(var reason) ->
        failed("request", reason, "Install it anew from where it is now.");
      case GitUrl.Reading.Url(var url) ->
        run(new Source(url, request.ref(), request.submodules(), Optional.of(record.commit())));
    };
  }

  private UpdateOutcome run(Source source) throws InterruptedException {
    try (var staging = Staging.in(Staging.parent(parts.folders().servers()))) {
      return fetch(source, staging);
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return new UpdateOutcome.Failed(
          Installer.unwritable(e, "Nothing was changed.", Optional.empty()));
    }
  }

  private UpdateOutcome fetch(Source source, Staging staging)
      throws IOException, InterruptedException {
    means.progress().on("fetch", source.url().shown());
    var fetching = ChildFetching.of(parts, FetchLimits.USUAL);
    return switch (fetching.fetch(source, staging.at("checkout"),
        line -> means.progress().on("fetch", line))) {
      case Fetching.Fetched.Failed(var reason, var tail, var nextStep) -> new UpdateOutcome.Failed(
          new Failed("fetch", reason + " " + stays(), tail, nextStep, Optional.empty()));
      case Fetching.Fetched.Got got -> got.checkout().commit().equals(record.commit()) ? newest(got)
          : detect(source, got, staging);
    };
  }

  /** What was asked for is there; where that is another ref, it is what later updates follow. */
  private UpdateOutcome newest(Fetching.Fetched.Got got) throws IOException, InterruptedException {
    var where = request.ref()
        .map(ref -> GitRef.isCommit(ref) ? "the commit that was asked for" : ref)
        .or(got::ref)
        .orElse("the default branch");
    var there = "Commit " + record.commit() + " of " + where + " is installed already. ";
    if (request.ref().equals(record.now().ref()) || means.consent().isOnlyLooking()) {
      return new UpdateOutcome.Newest(Installer.installed(record, home()),
          there + "Nothing was changed.");
    }
    return claimed(() -> {
      new Ledger(parts.folders().ledger()).put(record.askedForBy(request.ref()));
      return new UpdateOutcome.Newest(Installer.installed(record, home()),
          there + "Updates keep to " + where + " from now on. Nothing else was changed.");
    });
  }

  private UpdateOutcome detect(Source source, Fetching.Fetched.Got got, Staging staging)
      throws IOException, InterruptedException {
    var twin = twin(got.checkout().commit());
    if (twin.isPresent()) {
      return failed("fetch",
          "Commit " + got.checkout().commit() + " begins as " + twin.get()
              + " does, which is kept here, and would take its place. " + stays(),
          "Take another commit: update it with ref (--ref).");
    }
    means.progress().on("detect", "");
    return switch (Detectors.detect(Folder.root(got.checkout().folder()), request.wishes(),
        parts.toolbox())) {
      case Detection.Nothing(var reason, var lookedFor, var nextStep) -> new UpdateOutcome.Failed(
          new Failed("detect", reason + " " + stays(), lookedFor, nextStep, Optional.empty()));
      case Detection.Ambiguous _ ->
        failed("detect", "At that commit there are several servers in the repository. " + stays(),
            "Uninstall it and install the one that is wanted, by its subdir (--subdir) or its "
                + "server_file (--server-file).");
      case Detection.Found(var recipe) ->
        ask(new Planner(request, source, home(), files()).plan(record.name(),
            got.checkout().commit(), recipe.warning(got.warnings())), got, staging);
    };
  }

  /** The commit that is kept in the folder that {@code commit} would need; empty for none. */
  private Optional<String> twin(String commit) {
    return Stream.concat(Stream.of(record.now()), record.former().stream())
        .map(Version::commit)
        .filter(kept -> home().areMistaken(kept, commit))
        .findFirst();
  }

  /** What is written outside the folder of the server: the same as when it was installed. */
  private List<String> files() {
    var files = new ArrayList<String>();
    for (var list : record.files()) files.addAll(List.of(list.toString(), list + ".bak"));
    files.add(new Ledger(parts.folders().ledger()).file(record.name()).toString());
    files.add(parts.folders().logs().toString());
    if (record.secrets()) files.add(parts.secrets().place(record.name()));
    return files;
  }

  private UpdateOutcome ask(Plan built, Fetching.Fetched.Got got, Staging staging)
      throws IOException, InterruptedException {
    var hindrance = hindrance();
    if (hindrance.isPresent()) {
      return failed("list", hindrance.get().replaceFirst("\\.$", "") + ". " + stays(),
          "Mend that and try again.");
    }
    var kept = kept(built.commit());
    var plan = kept.map(version -> built.reusing(version.start()))
        .orElse(built)
        .changing(change(built, got));
    return switch (means.consent().on(plan)) {
      case OPEN -> new UpdateOutcome.NeedsConfirmation(plan);
      case DECLINED -> new UpdateOutcome.Declined(plan);
      case GRANTED -> update(plan, kept, got.checkout(), staging);
    };
  }

  /** What keeps the project's list from being brought up to date, if the server is in it. */
  private Optional<String> hindrance() {
    var listing = parts.listing();
    try {
      return listing.lists(record.name(), record.origin())
          ? listing.hindrance(record.name(), record.origin())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The version of {@code commit}, if it is the one that is kept to go back to. */
  private Optional<Version> kept(String commit) {
    return record.former().filter(it -> it.commit().equals(commit) && home().isWhole(it.commit()));
  }

  private Change change(Plan plan, Fetching.Fetched.Got got) {
    boolean isTag = got.ref().filter(it -> it.startsWith(Refs.TAGS)).isPresent();
    var old = record.now().plan();
    return new Change(record.commit(), got.between(),
        isTag && request.ref().equals(record.now().ref()),
        old.isEmpty() ? Optional.empty()
            : Optional
                .of(PlanLines.difference(old, PlanLines.of(plan, home().version(plan.commit())))));
  }

  private UpdateOutcome update(Plan plan, Optional<Version> kept, Checkout checkout,
      Staging staging) throws IOException, InterruptedException {
    return claimed(() -> kept.isPresent()
        ? new Move(parts, record, means.handover()).to(kept.get().askedForBy(request.ref()),
            List.of(), Optional.empty())
        : new Update(parts, record, request, means).run(plan, checkout, staging));
  }

  /** What needs the claim on the server. */
  private interface Deed {
    UpdateOutcome run() throws IOException, InterruptedException;
  }

  private UpdateOutcome claimed(Deed deed) throws IOException, InterruptedException {
    try (var claim = Claims.on(parts.folders().servers(), record.name()).orElse(null)) {
      if (claim == null) return busy(record.name());
      // Somebody else may have changed it while we asked.
      if (!new Ledger(parts.folders().ledger()).record(record.name()).equals(Optional.of(record))) {
        return failed("update", "\"" + record.name() + "\" was changed by somebody else meanwhile. "
            + "Nothing was changed by this.", "Update it again to see what there is now.");
      }
      return deed.run();
    }
  }

  static UpdateOutcome busy(String name) {
    return failed("update",
        "\"" + name + "\" is being installed, updated or uninstalled by somebody else right now. "
            + "Nothing was changed.",
        "Wait for its end and try again.");
  }

  private String stays() {
    return "Commit " + record.commit() + " stays installed.";
  }

  static UpdateOutcome failed(String step, String reason, String nextStep) {
    return new UpdateOutcome.Failed(
        new Failed(step, reason, List.of(), nextStep, Optional.empty()));
  }

  private Home home() {
    return Home.of(parts.folders().servers(), record.name());
  }
}
