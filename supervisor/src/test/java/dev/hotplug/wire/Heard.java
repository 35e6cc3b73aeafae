package dev.hotplug.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps what a peer hears, in order; requests may be answered at once. Thread-safe. */
public final class Heard implements Handler {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What has no type of its own. */
  public enum Sign {
    DEAF,
    CLOSED
  }

  private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();
  private volatile Consumer<Message.Request> onRequest = all::add;

  /** From now on requests go there, and are not kept. */
  public void onRequest(Consumer<Message.Request> there) {
    onRequest = there;
  }

  /** The next thing heard; waits for it. */
  public Object next() throws InterruptedException {
    var next = all.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) throw new AssertionError("nothing heard within " + LIMIT);
    return next;
  }

  /** What was heard and not taken yet. */
  public List<Object> rest() {
    return List.copyOf(all);
  }

  @Override
  public void request(Message.Request request) {
    onRequest.accept(request);
  }

  @Override
  public void notification(Message.Notification notification) {
    all.add(notification);
  }

  @Override
  public void malformed(Message.Malformed malformed) {
    all.add(malformed);
  }

  @Override
  public void noise(Noise noise) {
    all.add(noise);
  }

  @Override
  public void deaf() {
    all.add(Sign.DEAF);
  }

  @Override
  public void closed() {
    all.add(Sign.CLOSED);
  }
}
