package dev.hotplug.installer;

import dev.hotplug.installer.Commands.Command;
import dev.hotplug.installer.Commands.Ending;
import dev.hotplug.installer.GitUrl.Credentials;
import dev.hotplug.installer.GitUrl.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches in a child JVM ({@link FetchProgram}), so that whatever a repository breaks is not ours.
 * What ssh reaches, the {@code git} program gets, and the child only looks at it and writes its
 * files. Thread-safe.
 */
final class ChildFetching implements Fetching {
  private final Commands commands;
  private final List<String> fetcher;
  private final Map<String, String> environment;
  private final FetchLimits limits;

  /**
   * A fetching that leaves its children to {@code commands}.
   *
   * @param fetcher the program that fetches, with its arguments: a JVM whose memory is limited
   * @param environment what git, ssh and proxies are told by: our own
   */
  ChildFetching(Commands commands, List<String> fetcher, Map<String, String> environment,
      FetchLimits limits) {
    this.commands = commands;
    this.fetcher = List.copyOf(fetcher);
    this.environment = Map.copyOf(environment);
    this.limits = limits;
  }

  /** One with what {@code parts} gives. */
  static ChildFetching of(Installer.Parts parts, FetchLimits limits) {
    return new ChildFetching(parts.commands(), parts.fetcher(), parts.environment(), limits);
  }

  @Override
  public Fetched fetch(Source source, Path into, Consumer<String> progress)
      throws InterruptedException {
    var refusal = source.ref().flatMap(GitRef::refusal);
    if (refusal.isPresent())
      return new Fetched.Failed(refusal.get(), List.of(), "Correct ref and try again.");
    var scrub = scrub(source);
    var lines = new LastLines(line -> progress.accept(scrub.text(line)));
    try {
      return got(source, into, lines);
    } catch (Unfetchable e) {
      remove(into, e);
      return new Fetched.Failed(scrub.text(e.reason()), scrub.lines(lines.all()), e.nextStep());
    } catch (InterruptedException e) {
      remove(into, e);
      throw e;
    }
  }

  @Override
  public Tip tip(Source source, Path into) throws InterruptedException {
    var scrub = scrub(source);
    try {
      return new Tip.At(asked(source, into));
    } catch (Unfetchable e) {
      return new Tip.Untold(scrub.text(e.reason()));
    }
  }

  private static Scrub scrub(Source source) {
    return new Scrub(source.url().credentials().map(Credentials::secrets).orElse(List.of()));
  }

  private String asked(Source source, Path into) throws InterruptedException, Unfetchable {
    var watch = new FetchWatch(commands, into, limits);
    var lines = new LastLines(_ -> {});
    prepare(into);
    if (source.url().way() == Way.SSH) {
      return new GitProgram(watch, into, environment).tip(source, lines);
    }
    return commit(answer(watch, source, FetchOrder.Aim.TIP, into, lines));
  }

  private Fetched got(Source source, Path into, LastLines lines)
      throws InterruptedException, Unfetchable {
    var watch = new FetchWatch(commands, into, limits);
    prepare(into);
    var named = source.url().way() == Way.SSH
        ? new GitProgram(watch, into, environment).fetch(source, lines)
        : Optional.<String>empty();
    var answer = answer(watch, source, FetchOrder.Aim.FILES, into, lines);
    try {
      return new Fetched.Got(new Checkout(into.toRealPath(), commit(answer)),
          named.or(() -> Optional.ofNullable(answer.ref())), Optional.ofNullable(answer.between()),
          answer.warnings());
    } catch (Unfetchable e) {
      throw e;
    } catch (IOException e) {
      throw cannotWrite(into, e);
    }
  }

  /** What the child says. */
  private FetchAnswer answer(FetchWatch watch, Source source, FetchOrder.Aim aim, Path into,
      LastLines lines) throws InterruptedException, Unfetchable {
    var answer = new AtomicReference<@Nullable FetchAnswer>();
    var ending = watch.run(child(source, aim, into),
        line -> FetchAnswer.parse(line).ifPresentOrElse(answer::set, () -> lines.accept(line)));
    return concluded(ending, answer.get());
  }

  /** The folder has to be there for the child to run in. */
  private static void prepare(Path into) throws Unfetchable {
    try {
      Files.createDirectories(into);
    } catch (IOException e) {
      throw cannotWrite(into, e);
    }
  }

  private Command child(Source source, FetchOrder.Aim aim, Path into) {
    var url = source.url();
    var order = new FetchOrder(url.way(), url.shown(),
        url.credentials().map(Credentials::user).orElse(null),
        url.credentials().map(Credentials::password).orElse(null), source.ref().orElse(null),
        source.submodules(), into.toAbsolutePath().toString(), limits.bytes(), limits.files(),
        source.since().orElse(null), aim);
    var told = new HashMap<>(environment);
    told.put(FetchOrder.VARIABLE, order.toJson());
    return new Command(fetcher, into, told);
  }

  private static FetchAnswer concluded(Ending ending, @Nullable FetchAnswer answer)
      throws Unfetchable {
    return switch (ending) {
      case Ending.Exited(int code, _, _) -> said(answer, code);
      case Ending.OverLimit(String limit, _) -> throw FetchWatch.tooLong(limit);
      case Ending.NotStarted(String reason) ->
        throw new Unfetchable("The program that fetches did not start: " + reason + ".",
            "Check the installation of Hotplug.");
    };
  }

  private static FetchAnswer said(@Nullable FetchAnswer answer, int code) throws Unfetchable {
    if (answer == null) {
      throw new Unfetchable(
          "The program that fetches ended without an answer (exit " + code
              + "), as it does when a repository needs more memory than it may have.",
          FetchFault.SMALLER);
    }
    return answer;
  }

  private static String commit(FetchAnswer answer) throws Unfetchable {
    if (answer.commit() == null) throw new Unfetchable(answer.reason(), answer.nextStep());
    return answer.commit();
  }

  private static Unfetchable cannotWrite(Path into, IOException why) {
    return new Unfetchable("Nothing can be written to " + into + ": " + why.getMessage() + ".",
        "See that the folder is yours and the disk not full, then try again.");
  }

  private static void remove(Path into, Exception why) {
    try {
      FileTree.delete(into);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
