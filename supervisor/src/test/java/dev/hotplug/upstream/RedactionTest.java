package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets in trees; those in text are StderrTest's. */
class RedactionTest {
  private static final Redaction REDACTION = new Redaction(
      Map.of("API_KEY", "hunter2hunter2", "PIN_CODE_SECRET", "12345678"));

  @Test
  void aSecretIsTakenOutOfValuesAndNamesHoweverDeep() throws Exception {
    var tree = tree("""
        {"a": ["x hunter2hunter2 y", {"is hunter2hunter2": 1.50}], "b": null, "c": true}""");

    assertThat(REDACTION.clean(tree)).isEqualTo(tree(
        """
            {"a": ["x [redacted API_KEY] y", {"is [redacted API_KEY]": 1.50}], "b": null, "c": true}"""));
  }

  @Test
  void aNumberMayBeASecret() throws Exception {
    assertThat(REDACTION.clean(tree("[12345678, 1234567]")))
        .isEqualTo(tree("[\"[redacted PIN_CODE_SECRET]\", 1234567]"));
  }

  @Test
  void whatIsCleanedIsACopy() throws Exception {
    var tree = tree("{\"a\": \"hunter2hunter2\"}");

    var _ = REDACTION.clean(tree);

    assertThat(tree).isEqualTo(tree("{\"a\": \"hunter2hunter2\"}"));
  }

  @Test
  void aMemberWithTheNameOfASecretIsHiddenWhateverItHolds() throws Exception {
    assertThat(Redaction.withoutLikelySecrets(tree("""
        {"accessToken": {"a": 1}, "list": [{"password": 7}], "author": "me"}""")))
        .isEqualTo(tree("""
            {"accessToken": "[redacted accessToken]", "list": [{"password": "[redacted password]"}],
            "author": "me"}"""));
  }

  @Test
  void whatHasTheShapeOfASecretIsHidden() throws Exception {
    assertThat(Redaction.withoutLikelySecrets(tree("""
        ["see ghp_0123456789abcdefghij0123 at postgres://me:pass@db/x", "a key: value"]""")))
        .isEqualTo(tree("""
            ["see [redacted token] at postgres://me:[redacted password]@db/x", "a key: value"]"""));
  }

  @Test
  void whatATextAssignsToTheNameOfASecretIsHidden() throws Exception {
    assertThat(Redaction.withoutLikelySecrets("it got password=pw1 and Authorization: Bearer ab"))
        .isEqualTo(
            "it got password=[redacted password] and Authorization: Bearer [redacted Authorization]");
    assertThat(Redaction.withoutLikelySecrets(tree("""
        {"body": "{\\"password\\": \\"hunter2\\", \\"a\\": 1}", "other": "{ \\"a\\": 1 }"}""")))
        .isEqualTo(tree("""
            {"body": "{\\"password\\":\\"[redacted password]\\",\\"a\\":1}",
            "other": "{ \\"a\\": 1 }"}"""));
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return Span.of(json).tree();
  }
}
