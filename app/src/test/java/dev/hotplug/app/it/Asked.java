package dev.hotplug.app.it;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request on its way. {@code what} names it in failures. */
record Asked(Client client, long id, String what, CompletableFuture<Reply> answer) {

  /** The reply, within the client's limit. */
  Reply reply() throws InterruptedException {
    return reply(client.limit());
  }

  Reply reply(Duration limit) throws InterruptedException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new AssertionError(what + ": no answer within " + limit + client.lastWords());
    } catch (ExecutionException e) {
      throw new AssertionError(what + ": " + e.getMessage() + client.lastWords(), e);
    }
  }

  /** The reply to a call of a tool. */
  ToolResult result() throws InterruptedException {
    return new ToolResult(reply());
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  /** Tells the server that nobody waits any more. */
  void cancel(String reason) {
    client.notify("notifications/cancelled",
        "{\"requestId\":" + id + ",\"reason\":" + Bytes.quote(reason) + "}");
  }
}
