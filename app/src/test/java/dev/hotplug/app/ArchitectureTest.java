package dev.hotplug.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What must never be in the main classes of the three modules. The reasons are in ARCHITECTURE.md.
 */
class ArchitectureTest {
  private static final Path ROOT = Path
      .of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"));
  private static final List<String> MODULES = List.of("supervisor", "installer", "app");
  private static final JavaClasses MAIN = new ClassFileImporter()
      .withImportOption(location -> MODULES.stream().anyMatch(m -> location.matches(mainOf(m))))
      .importPackages("dev.hotplug");

  /**
   * Files with a thread's root, where an Error too must be reported before the thread ends; and
   * that with method handles, which declare no less.
   */
  private static final Set<String> MAY_CATCH_THROWABLE = Set.of(
      "supervisor/src/main/java/dev/hotplug/upstream/Posix.java",
      "supervisor/src/main/java/dev/hotplug/supervisor/Server.java",
      "supervisor/src/main/java/dev/hotplug/supervisor/Generations.java",
      "supervisor/src/main/java/dev/hotplug/upstream/Testament.java");

  @Test
  void theRulesSeeAllThreeModulesAndNoTests() {
    for (var module : MODULES) {
      assertThat(MAIN).as(module).anyMatch(in(module));
    }

    assertThat(MAIN).noneMatch(c -> c.getPackageName().equals("dev.hotplug.torture"));
    assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void theSupervisorKnowsNeitherInstallerNorAppNorGitNorTheFileWatcher() {
    holds(noClasses().that(in("supervisor"))
        .should()
        .dependOnClassesThat(in("installer").or(in("app"))
            .or(resideInAnyPackage("org.eclipse.jgit..", "io.methvin.."))));
  }

  @Test
  void theInstallerKnowsNeitherSupervisorNorAppNorTheMcpSdk() {
    holds(noClasses().that(in("installer"))
        .should()
        .dependOnClassesThat(
            in("supervisor").or(in("app")).or(resideInAPackage("io.modelcontextprotocol.."))));
  }

  @Test
  void onlyMainTouchesTheProtocolsStreams() {
    holds(noClasses().that(isNot("dev.hotplug.app.Main"))
        .should()
        .accessTargetWhere(field(System.class, "in", "out"))
        .orShould()
        .accessTargetWhere(field(java.io.FileDescriptor.class, "in", "out"))
        .orShould()
        .accessTargetWhere(call(System.class, "setIn", "setOut", "console"))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(IO.class));
  }

  @Test
  void onlyUpstreamStartsProcesses() {
    holds(noClasses().that()
        .resideOutsideOfPackage("dev.hotplug.upstream")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Process.class, ProcessBuilder.class));
    holds(noClasses().should().accessTargetWhere(call(Runtime.class, "exec")));
  }

  @Test
  void onlyGitCheckoutAndItsPartsKnowJGit() {
    holds(noClasses().that(isNot("dev.hotplug.installer.GitCheckout"))
        .and(isNot("dev.hotplug.installer.Ancestry"))
        .and(isNot("dev.hotplug.installer.RemoteTip"))
        .and(isNot("dev.hotplug.installer.GitConnections"))
        .and(isNot("dev.hotplug.installer.NoGitConfiguration"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jgit.."));
  }

  @Test
  void onlySourceWatcherKnowsTheFileWatcherLibrary() {
    holds(noClasses().that(isNot("dev.hotplug.app.watch.SourceWatcher"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.methvin.."));
  }

  @Test
  void onlyTheScreenOfTheConsoleKnowsJLine() {
    holds(noClasses().that(isNot("dev.hotplug.app.console.FullScreen"))
        .and(isNot("dev.hotplug.app.console.Drawing"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline.."));
  }

  @Test
  void theMcpSdkAndReactorAreForTestsOnly() {
    holds(noClasses().should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.modelcontextprotocol..", "reactor..", "org.reactivestreams.."));
  }

  @Test
  void theLifecycleIsPure() {
    var named = namedBy("dev.hotplug.supervisor.Lifecycle");

    holds(noClasses().that(named).should().dependOnClassesThat(clockIoThreadOrLock()));
    holds(noClasses().that(named).should().accessTargetWhere(asksForTheTime()));
    holds(classes().that(named).should(haveNoSynchronizedMethod()));
  }

  @Test
  void packagesFormNoCycles() {
    holds(slices().matching("dev.hotplug.(**)").should().beFreeOfCycles());
  }

  @Test
  void nothingCarriesJacksonAnnotations() {
    holds(noClasses().should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.annotation.."));
  }

  /** By source: in byte code every try-with-resources catches Throwable. */
  @Test
  void onlyThreadRootsAndCallersOfHandlesCatchThrowable() throws IOException {
    var caught = Pattern.compile("\\bcatch\\s*\\([^)]*\\bThrowable\\b");

    var catching = new HashSet<String>();
    for (var source : mainSources()) {
      if (caught.matcher(Files.readString(source)).find()) {
        catching.add(ROOT.relativize(source).toString());
      }
    }

    assertThat(catching).isEqualTo(MAY_CATCH_THROWABLE);
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  private static Pattern mainOf(String module) {
    return Pattern
        .compile(".*/(%1$s/target/classes/|%1$s/target/hotplug-%1$s\\.jar!/).*".formatted(module));
  }

  private static DescribedPredicate<JavaClass> in(String module) {
    var place = mainOf(module);
    return describe("in module " + module,
        c -> c.getSource().filter(s -> place.matcher(s.getUri().toString()).matches()).isPresent());
  }

  /** Not the class of that name, nor nested in it. */
  private static DescribedPredicate<JavaClass> isNot(String name) {
    return describe("other than " + name,
        c -> !c.getName().equals(name) && !c.getName().startsWith(name + "$"));
  }

  private static DescribedPredicate<JavaAccess<?>> field(Class<?> owner, String... names) {
    return describe(owner.getSimpleName() + "." + List.of(names),
        a -> a.getTarget() instanceof FieldAccessTarget f && f.getOwner().isEquivalentTo(owner)
            && List.of(names).contains(f.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> call(Class<?> owner, String... names) {
    return describe(owner.getSimpleName() + "." + List.of(names),
        a -> a.getTarget() instanceof CodeUnitCallTarget m && m.getOwner().isEquivalentTo(owner)
            && List.of(names).contains(m.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> asksForTheTime() {
    DescribedPredicate<JavaAccess<?>> now = describe("now()",
        a -> a.getTarget() instanceof CodeUnitCallTarget m && m.getName().equals("now")
            && m.getOwner().getPackageName().startsWith("java.time"));
    return now.or(call(System.class, "currentTimeMillis", "nanoTime"));
  }

  /** That class and every class of ours that it names, directly or through others. */
  private static DescribedPredicate<JavaClass> namedBy(String root) {
    var named = new HashSet<JavaClass>();
    var next = new ArrayDeque<>(MAIN.stream().filter(c -> !isNot(root).test(c)).collect(toSet()));
    assertThat(next).as(root).isNotEmpty();
    while (!next.isEmpty()) {
      var type = next.pop();
      if (named.add(type)) {
        type.getDirectDependenciesFromSelf()
            .stream()
            .map(Dependency::getTargetClass)
            .filter(MAIN::contains)
            .forEach(next::push);
      }
    }
    return describe("named by " + root, named::contains);
  }

  /** Path and URI are values; what reads them is not. */
  private static DescribedPredicate<JavaClass> clockIoThreadOrLock() {
    var values = Set.of("java.nio.file.Path", "java.net.URI", "java.io.Serializable",
        "java.util.concurrent.TimeUnit");
    return resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..",
        "java.util.concurrent..", "org.slf4j..")
        .or(describe("Clock, Timer, Thread or Process",
            c -> Set.of("java.time.Clock", "java.util.Timer", "java.lang.Thread",
                "java.lang.Process", "java.lang.ProcessHandle").contains(c.getName())))
        .and(describe("no value", c -> !values.contains(c.getName())));
  }

  private static ArchCondition<JavaClass> haveNoSynchronizedMethod() {
    return new ArchCondition<>("have no synchronized method") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var method : type.getMethods()) {
          var locks = method.getModifiers().contains(JavaModifier.SYNCHRONIZED);
          events.add(new SimpleConditionEvent(method, !locks, method.getFullName()));
        }
      }
    };
  }

  private static List<Path> mainSources() throws IOException {
    var sources = new HashSet<Path>();
    for (var module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return List.copyOf(sources);
  }
}
