package dev.hotplug.app.install;

import dev.hotplug.installer.Consent.Verdict;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.util.concurrent.ExecutionException;

/**
 * A question that only a user can say yes to, put by the client (MCP, elicitation). Confined to the
 * thread that asks.
 */
public final class UserQuestion {
  private static final String NO = "cancel";

  private final Question question;
  private final String yes;
  private final String meaning;
  private String unanswered = "";

  /**
   * A question that nobody was asked yet.
   *
   * @param yes the word that agrees
   * @param meaning what it and {@code cancel} do, a clause
   */
  public UserQuestion(Question question, String yes, String meaning) {
    this.question = question;
    this.yes = yes;
    this.meaning = meaning;
  }

  /** Asks with {@code message} and waits for the answer; interrupting the caller takes it back. */
  public Verdict ask(String message) throws InterruptedException {
    var exchange = question.ask(
        Span.of("{\"message\":" + Span.string(message) + ",\"requestedSchema\":" + schema() + "}"));
    try {
      return verdict(exchange.reply().get());
    } catch (InterruptedException e) {
      exchange.cancel("what was asked about was cancelled");
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reply never fails", e);
    }
  }

  /** One required choice without a default, so that no client agrees by leaving it as it is. */
  private String schema() {
    return "{\"type\":\"object\",\"properties\":{\"decision\":{\"type\":\"string\","
        + "\"title\":\"Decision\",\"description\":" + Span.string(meaning) + ",\"enum\":["
        + Span.string(yes) + "," + Span.string(NO) + "]}},\"required\":[\"decision\"]}";
  }

  /** Why it is open after a question, a sentence; empty where the question was answered. */
  public String unanswered() {
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
    if (decision.equals(yes)) return Verdict.GRANTED;
    return decision.equals(NO) ? Verdict.DECLINED : open("the client's answer holds no decision");
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
