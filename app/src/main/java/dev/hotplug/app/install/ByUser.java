package dev.hotplug.app.install;

import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Plan;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.util.concurrent.ExecutionException;

/** The consent of the user, whom the client asks. Confined to the thread that installs. */
final class ByUser implements Consent {
  private static final String INSTALL = "install";

  /** One required choice without a default, so that no client agrees by leaving it as it is. */
  private static final String SCHEMA = """
      {"type":"object","properties":{"decision":{"type":"string","title":"Decision",\
      "description":"install runs these commands; cancel runs nothing",\
      "enum":["install","cancel"]}},"required":["decision"]}""";

  private final Question question;
  private String unanswered = "";

  ByUser(Question question) {
    this.question = question;
  }

  @Override
  public Verdict on(Plan plan) throws InterruptedException {
    var message = PlanText.of(plan)
        + "\nAll of this runs with your rights. Install it? Nothing has been run so far.";
    var exchange = question.ask(
        Span.of("{\"message\":" + Span.string(message) + ",\"requestedSchema\":" + SCHEMA + "}"));
    try {
      return verdict(exchange.reply().get());
    } catch (InterruptedException e) {
      exchange.cancel("the installation was cancelled");
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reply never fails", e);
    }
  }

  /** Why it is open after a question, a sentence; empty where the question was answered. */
  String unanswered() {
    return unanswered;
  }

  private Verdict verdict(Reply reply) {
    return switch (reply) {
      case Reply.Ok(var result) -> verdict(result);
      case Reply.Refused(var error) ->
        open("the client answered with an error: " + RpcError.of(error).message());
      case Reply.TimedOut(var after) ->
        open("nobody answered in " + after.toMinutes() + " minutes");
      case Reply.TooLong _, Reply.NoRoom _, Reply.Garbled _ ->
        open("the client's answer could not be read");
      case Reply.Cancelled _, Reply.Closed _, Reply.Clogged _ -> open("the client does not listen");
    };
  }

  private Verdict verdict(Span result) {
    var action = text(result, "action");
    if (action.equals("decline") || action.equals("cancel")) return Verdict.DECLINED;
    var content = result.member("content");
    var decision = content == null || !content.isObject() ? "" : text(content, "decision");
    if (!action.equals("accept")) return open("the client's answer says nothing of accept");
    return switch (decision) {
      case INSTALL -> Verdict.GRANTED;
      case "cancel" -> Verdict.DECLINED;
      default -> open("the client's answer holds no decision");
    };
  }

  private static String text(Span object, String name) {
    var value = object.isObject() ? object.member(name) : null;
    var text = value == null ? null : value.text();
    return text == null ? "" : text;
  }

  private Verdict open(String why) {
    unanswered = "The user could not be asked: " + why + ".";
    return Verdict.OPEN;
  }
}
