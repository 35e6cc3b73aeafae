package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.app.tools.Plans;
import dev.hotplug.installer.Consent.Verdict;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;
import dev.hotplug.installer.Wishes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
  private static final Plan PLAN = Plans.from("https://github.com/acme/notes");
  private static final UserConfig TRUSTING = new UserConfig(new Trust(List.of("github.com/acme")),
      UserConfig.Confirm.USER, List.of());
  private static final UserConfig USER_ONLY = new UserConfig(new Trust(List.of()),
      UserConfig.Confirm.USER, List.of());

  @Test
  void whoeverHandsTheHashBackAgrees() throws Exception {
    assertThat(agreement(UserConfig.DEFAULT, PLAN.hash(), null).on(PLAN))
        .isEqualTo(Verdict.GRANTED);
  }

  @Test
  void withoutAHashItIsOpenAndThereIsNothingToSay() throws Exception {
    var agreement = agreement(UserConfig.DEFAULT, null, null);

    assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
    assertThat(agreement.way()).isEqualTo(Agreement.Way.HASH);
    assertThat(agreement.remark()).isEmpty();
  }

  @Test
  void theHashOfAnotherPlanIsNoAgreement() throws Exception {
    var agreement = agreement(UserConfig.DEFAULT,
        Plans.from("https://github.com/acme/other").hash(), null);

    assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
    assertThat(agreement.remark()).contains("another plan");
  }

  @Test
  void aTrustedPlaceNeedsNobodysWord() throws Exception {
    assertThat(agreement(TRUSTING, null, null).on(PLAN)).isEqualTo(Verdict.GRANTED);
    assertThat(agreement(TRUSTING, null, null).on(Plans.from("https://github.com/evil/notes")))
        .isEqualTo(Verdict.OPEN);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      main                                     | false | GRANTED |
      v1.2.0                                   | false | GRANTED |
      0123456789abcdef0123456789abcdef01234567 | false | OPEN    | a commit given as ref
      0123456                                  | false | OPEN    | a commit given as ref
      refs/pull/7/head                         | false | OPEN    | a ref that begins with refs/
      refs/heads/main                          | false | OPEN    | a ref that begins with refs/
      main                                     | true  | OPEN    | submodules are other repositories
      """)
  void aTrustedPlaceVouchesForItsBranchesAndTagsAlone(String ref, boolean submodules,
      Verdict verdict, @Nullable String why) throws Exception {
    var agreement = new Agreement(TRUSTING, request(Optional.of(ref), submodules), Optional.empty(),
        null);

    assertThat(agreement.on(PLAN)).isEqualTo(verdict);
    if (why == null) assertThat(agreement.remark()).isEmpty();
    else
      assertThat(agreement.remark())
          .startsWith("You trust this place beforehand, but that does not suffice here: " + why);
  }

  @Test
  void whatIsNotTrustedAnywayNeedsNoRemark() throws Exception {
    var agreement = new Agreement(UserConfig.DEFAULT,
        request(Optional.of("refs/pull/7/head"), true), Optional.empty(), null);

    assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
    assertThat(agreement.remark()).isEmpty();
  }

  @Test
  void whereTheUserIsToAgreeTheHashAloneNeverSuffices() throws Exception {
    var agreement = agreement(USER_ONLY, PLAN.hash(), null);

    assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
    assertThat(agreement.way()).isEqualTo(Agreement.Way.BY_HAND);
    assertThat(agreement.remark()).contains("only the user agrees");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"action": "accept", "content": {"decision": "install"}} | GRANTED
      {"action": "accept", "content": {"decision": "cancel"}}  | DECLINED
      {"action": "decline"}                                    | DECLINED
      {"action": "cancel"}                                     | DECLINED
      {"action": "accept"}                                     | OPEN
      {"action": "accept", "content": {}}                      | OPEN
      {"action": "accept", "content": {"decision": true}}      | OPEN
      {"action": "accept", "content": "install"}               | OPEN
      {"content": {"decision": "install"}}                     | OPEN
      {}                                                       | OPEN
      7                                                        | OPEN
      """)
  void theUserDecidesWhereTheClientCanAsk(String answer, Verdict verdict) throws Exception {
    try (var client = AskedClient.answering("\"result\":" + answer)) {
      var agreement = agreement(UserConfig.DEFAULT, null, client.question());

      assertThat(agreement.on(PLAN)).isEqualTo(verdict);
      assertThat(agreement.remark().isEmpty()).isEqualTo(verdict != Verdict.OPEN);
    }
  }

  @Test
  void theQuestionShowsEveryCommand() throws Exception {
    try (var client = AskedClient.answering("\"result\":{\"action\":\"decline\"}")) {
      agreement(UserConfig.DEFAULT, null, client.question()).on(PLAN);

      var asked = client.asked();
      assertThat(asked.path("method").asText()).isEqualTo("elicitation/create");
      assertThat(asked.at("/params/message").asText()).contains(Plans.COMMIT)
          .contains("npm ci --ignore-scripts")
          .contains("should that fail: npm install")
          .contains("node /data/notes/dist/index.js")
          .contains("or else: node /data/notes/dist/index.js --stdio")
          .contains("NOTES_TOKEN")
          .contains("/p/.mcp.json");
      assertThat(asked.at("/params/requestedSchema/properties/decision/enum"))
          .hasToString("[\"install\",\"cancel\"]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"error\":{\"code\":-32601,\"message\":\"no such method\"}",
      "\"error\":\"what\""})
  void whereTheClientFailsToAskTheHashDoesNotSufficeEither(String answer) throws Exception {
    try (var client = AskedClient.answering(answer)) {
      var agreement = agreement(UserConfig.DEFAULT, PLAN.hash(), client.question());

      assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
      assertThat(agreement.way()).isEqualTo(Agreement.Way.QUESTION);
      assertThat(agreement.remark()).startsWith("The user could not be asked: ");
    }
  }

  @Test
  void aClientThatNeverAnswersIsNotWaitedForForever() throws Exception {
    try (var client = AskedClient.silent(Duration.ofMillis(50))) {
      var agreement = agreement(UserConfig.DEFAULT, null, client.question());

      assertThat(agreement.on(PLAN)).isEqualTo(Verdict.OPEN);
      assertThat(agreement.remark()).contains("nobody answered in");
      client.awaitCancelled();
    }
  }

  @Test
  void aQuestionIsTakenBackWhenTheInstallationIs() throws Exception {
    try (var client = AskedClient.silent(Duration.ofMinutes(5))) {
      var agreement = agreement(UserConfig.DEFAULT, null, client.question());
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> agreement.on(PLAN)).isInstanceOf(InterruptedException.class);

      client.awaitCancelled();
    }
  }

  private static Agreement agreement(UserConfig policy, @Nullable String hash,
      @Nullable Question question) {
    return new Agreement(policy, request(Optional.empty(), false), Optional.ofNullable(hash),
        question);
  }

  private static InstallRequest request(Optional<String> ref, boolean submodules) {
    var wishes = new Wishes(Optional.empty(), Optional.empty(), Optional.empty(), true, List.of(),
        false);
    return new InstallRequest("https://github.com/acme/notes", ref, submodules, Optional.empty(),
        wishes, Map.of(), Listing.Exposure.HOTPLUG);
  }
}
