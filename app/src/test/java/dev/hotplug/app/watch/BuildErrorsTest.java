package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What compilers print, and what of it is told. */
class BuildErrorsTest {

  @Test
  void tsc() {
    check("""
        src/index.ts(12,5): error TS2304: Cannot find name 'notes'.
        src/a b/tool.ts(3,1): error TS1005: ';' expected.
        """, "src/index.ts(12,5): error TS2304: Cannot find name 'notes'.",
        "src/a b/tool.ts(3,1): error TS1005: ';' expected.");
  }

  @Test
  void tscForTerminals() {
    check("""
        \u001B[96msrc/index.ts\u001B[0m:\u001B[93m1\u001B[0m:\u001B[93m7\u001B[0m - \
        \u001B[91merror\u001B[0m\u001B[90m TS2322: \u001B[0mType 'string' is not assignable.

        \u001B[7m1\u001B[0m const x: number = "a";
        \u001B[7m \u001B[0m \u001B[91m      ~\u001B[0m

        Found 1 error in src/index.ts\u001B[90m:1\u001B[0m
        """, "src/index.ts:1:7 - error TS2322: Type 'string' is not assignable.");
  }

  @Test
  void maven() {
    check("""
        [INFO] Scanning for projects...
        [WARNING] /p/src/main/java/X.java:[1,1] deprecated
        [ERROR] COMPILATION ERROR :
        [ERROR] /p/src/main/java/X.java:[2,20] cannot find symbol
          symbol:   variable y
          location: class X
        [ERROR] Failed to execute goal o.a.m.p:maven-compiler-plugin:3.16.0:compile on project b:
        [ERROR] /p/src/main/java/X.java:[2,20] cannot find symbol
        [ERROR] -> [Help 1]
        """, "/p/src/main/java/X.java:[2,20] cannot find symbol");
  }

  @Test
  void javac() {
    check("""
        X.java:1: warning: [unchecked] unchecked call
        X.java:2: error: ';' expected
          int f() { return y }
                            ^
        1 error
        """, "X.java:2: error: ';' expected");
  }

  @Test
  void kotlin() {
    check("e: file:///p/src/Main.kt:3:5 Unresolved reference: y\n\n> Task :compileKotlin FAILED\n",
        "/p/src/Main.kt:3:5 Unresolved reference: y");
  }

  @Test
  void go() {
    check("""
        # m
        ./main.go:4:2: declared and not used: x
        ./main.go:5:9: undefined: y
        """, "./main.go:4:2: declared and not used: x", "./main.go:5:9: undefined: y");
    check("# m\nvet: ./main.go:4:2: declared and not used: x\n",
        "./main.go:4:2: declared and not used: x");
  }

  @Test
  void gcc() {
    check("""
        m.c: In function ‘main’:
        m.c:2:10: error: ‘y’ undeclared (first use in this function)
            2 |  int x = y;
              |          ^
        m.c:2:10: note: each undeclared identifier is reported only once for each function
        m.c:3:6: warning: unused variable ‘u’ [-Wunused-variable]
        n.c:1:10: fatal error: nope.h: No such file or directory
        """, "m.c:2:10: error: ‘y’ undeclared (first use in this function)",
        "n.c:1:10: fatal error: nope.h: No such file or directory");
  }

  @Test
  void rustc() {
    check("""
        warning: unused variable: `a`
         --> src/main.rs:9:9
        error[E0425]: cannot find value `b` in this scope
         --> src/main.rs:2:13
          |
        2 |     let a = b;
          |             ^ not found in this scope

        error: expected `;`, found `}`
          --> src/lib.rs:30:18
        error: aborting due to 2 previous errors

        For more information about an error, try `rustc --explain E0425`.
        """, "src/main.rs:2:13: error[E0425]: cannot find value `b` in this scope",
        "src/lib.rs:30:18: error: expected `;`, found `}`");
  }

  @Test
  void esbuild() {
    check("""
        \u001B[33m▲ \u001B[43;33m[\u001B[43;30mWARNING\u001B[43;33m]\u001B[0m Odd [assign]

            src/index.ts:1:1:
        \u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \
        \u001B[1mCould not resolve "nope"\u001B[0m

            src/index.ts:1:15:
        \u001B[37m      1 │ import x from \u001B[32m"nope"\u001B[37m
                ╵               \u001B[32m~~~~~~\u001B[0m

        1 error
        """, "src/index.ts:1:15: Could not resolve \"nope\"");
  }

  @Test
  void vite() {
    check("""
        vite v5.4.0 building for production...
        error during build:
        src/main.ts (3:9): "nope" is not exported by "src/a.ts", imported by "src/main.ts".
        file: /p/src/main.ts:3:9
            at getRollupError (file:///p/node_modules/rollup/dist/parseAst.js:395:41)
        """, "src/main.ts (3:9): \"nope\" is not exported by \"src/a.ts\", imported by "
        + "\"src/main.ts\".");
    check("""
        [vite:esbuild] Transform failed with 1 error:
        /p/src/main.ts:3:6: ERROR: Expected ";" but found "y"
        """, "/p/src/main.ts:3:6: ERROR: Expected \";\" but found \"y\"");
  }

  @Test
  void python() {
    check("""
          File "bad.py", line 2
            return (1
                   ^
        SyntaxError: '(' was never closed
        """, "bad.py:2: SyntaxError: '(' was never closed");
    check("""
        Traceback (most recent call last):
          File "/p/build.py", line 12, in <module>
            main()
          File "/p/steps/one.py", line 3, in main
            import nope
        ModuleNotFoundError: No module named 'nope'
        """, "/p/steps/one.py:3: ModuleNotFoundError: No module named 'nope'");
  }

  @Test
  void whereNothingIsRecognizedTheLastLinesAreTold() {
    var output = IntStream.range(0, 30).mapToObj(i -> "step " + i).toList();

    assertThat(BuildErrors.in(output)).isEqualTo(output.subList(20, 30));
    assertThat(BuildErrors.in(List.of("make: *** No rule to make target 'x'.", "", "\u001B[0m")))
        .containsExactly("make: *** No rule to make target 'x'.");
    assertThat(BuildErrors.in(List.of())).isEmpty();
  }

  @Test
  void noMoreIsToldThanAPersonReads() {
    var output = IntStream.range(0, 100)
        .mapToObj(i -> "a.go:" + i + ":1: " + "x".repeat(1_000))
        .toList();

    var told = BuildErrors.in(output);

    assertThat(told).hasSize(10).allMatch(line -> line.length() == 300 && line.endsWith("x…"));
    assertThat(told.getFirst()).startsWith("a.go:0:1: x");
  }

  @Test
  void aLineIsNotCutInTheMiddleOfACharacter() {
    var output = List.of("a.go:1:1: " + "x".repeat(288) + "😀😀");

    assertThat(BuildErrors.in(output)).containsExactly("a.go:1:1: " + "x".repeat(288) + "…");
  }

  private static void check(String output, String... told) {
    assertThat(BuildErrors.in(output.lines().toList())).containsExactly(told);
  }
}
