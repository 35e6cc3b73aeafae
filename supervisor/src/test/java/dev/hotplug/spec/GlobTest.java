package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void starsMatchNamesAndFolders() {
    matches("*.py", "a.py .py", "a/b.py a.pyc");
    matches("a?c", "abc a\uD83D\uDE00c", "ac a/c abbc");
    matches("**a", "a b/a", "b");
    matches("a**c", "ac a/b/c", "a/b");
    matches("**/a", "a b/a b/c/a", "ba b/ca a/b");
    matches("a/**", "a/b a/b/c", "a b/a/c");
    matches("a/**/b", "a/b a/c/b a/c/d/b", "ab a/cb a/c");
    matches("a**/b", "ac/b a/c/b", "ab");
    matches("**/src/**/*.py", "src/a.py pkg/src/a.py src/b/a.py p/q/src/b/c/a.py",
        "a.py pkg/a.py pkg/src/a.js asrc/a.py");
    matches("**/**/a", "a b/a b/c/a", "ba");
  }

  @Test
  void bracketsMatchOneCharacter() {
    matches("[ab]", "a b", "c ab");
    matches("[!ab]", "c !", "a b /");
    matches("[a-c-]", "a b c -", "d");
    matches("[]a]", "] a", "b");
    matches("[\\]\\\\]", "] \\", "a");
    matches("[.-0]", ". 0", "/");
  }

  @Test
  void allElseStandsForItself() {
    matches("\\[", "[", "\\[ \\");
    matches("!x", "!x", "x y");
    matches("a]}b,c", "a]}b,c", "a");
    matches("\\*\\{.+$", "*{.+$", "a{.+$ *{b");
  }

  @Test
  void whatIsNoGlobIsSaidInWords() {
    isNone("a[b", "[ is never closed");
    isNone("[]", "[ is never closed");
    isNone("[!", "[ is never closed");
    isNone("[a-", "[ is never closed");
    isNone("a{b", "{ is never closed");
    isNone("a\\", "nothing follows the \\ at its end");
    isNone("[a\\", "nothing follows the \\ at its end");
    isNone("[b-a]", "the characters of a range in [ ] stand in wrong order");
    isNone("[a/b]", "[ ] cannot hold a /");
    isNone("a\0", "no path holds the character NUL");
  }

  @Test
  void noGlobTakesForEver() {
    var path = "a/".repeat(500) + "a";

    matches("**/".repeat(300) + "b", "b", path);
    matches("*a".repeat(300) + "*b", "a".repeat(300) + "b", "a".repeat(1_000));
    matches("**/a/".repeat(200) + "b", "a/".repeat(200) + "b", path);
  }

  private static void matches(String glob, String ones, String others) {
    for (var path : ones.split(" ", -1)) {
      assertThat(Glob.of(glob).matches(path)).as(glob + " and " + path).isTrue();
    }
    for (var path : others.split(" ", -1)) {
      assertThat(Glob.of(glob).matches(path)).as(glob + " and " + path).isFalse();
    }
  }

  private static void isNone(String glob, String why) {
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(glob)).withMessage(why);
  }
}
