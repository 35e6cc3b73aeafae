package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvReferencesTest {
  private static final EnvReferences REFERENCES = new EnvReferences(
      Map.of("V", "value", "EMPTY", "", "W", "${V}", "MONEY", "$1\\", "a.b", "odd"));

  @Test
  void onlyTheTwoFormsExpand() {
    check("", "");
    check("plain", "plain");
    check("${V}", "value");
    check("a${V}b${V}c", "avaluebvaluec");
    check("${V:-d}", "value");
    check("${EMPTY}", "");
    check("${EMPTY:-d}", "");
    check("${UNSET:-d}", "d");
    check("${UNSET:-}", "");
    check("${UNSET:-https://x:1/a?b=c}", "https://x:1/a?b=c");
    check("${a.b}", "odd");
  }

  @Test
  void everythingElseStaysLiteral() {
    check("$V", "$V");
    check("~", "~");
    check("${}", "${}");
    check("${V", "${V");
    check("$ {V}", "$ {V}");
    check("${env:V}", "${env:V}");
    check("${V:d}", "${V:d}");
    check("${V:=d}", "${V:=d}");
    check("${V%/}", "${V%/}");
    check("${1}", "${1}");
    check("%V%", "%V%");
  }

  @Test
  void whatIsTooLongForANameIsNone() {
    check("${" + "x".repeat(256) + "}", "${" + "x".repeat(256) + "}");
  }

  @Test
  void aMissingVariableStaysLiteralAndIsNamed() {
    check("${UNSET}", "${UNSET}", "UNSET");
    check("${UNSET}/${V}/${_other1}", "${UNSET}/value/${_other1}", "UNSET", "_other1");
    check("${UNSET}${UNSET}", "${UNSET}${UNSET}", "UNSET", "UNSET");
  }

  @Test
  void valuesAreNotExpandedAgainAndMayHoldAnything() {
    check("${W}", "${V}");
    check("${MONEY}", "$1\\");
    check("${UNSET:-$1\\}", "$1\\");
  }

  @Test
  void theOddEndsAreClaudeCodes() {
    check("${UNSET:-${V}}", "${V}");
    check("${UNSET:-a:-b}", "a");
    check("${:-d}", "d");
  }

  private static void check(String text, String expanded, String... unset) {
    assertThat(REFERENCES.expand(text))
        .isEqualTo(new EnvReferences.Expanded(expanded, List.of(unset)));
  }
}
