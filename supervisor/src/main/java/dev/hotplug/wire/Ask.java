package dev.hotplug.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to be made.
 *
 * @param params the JSON object, in parts that are written one after the other
 * @param deadline how long to wait for the answer; empty for as long as it takes
 * @param progress where progress on it goes, null when nobody wants it
 */
public record Ask(String method, List<Span> params, Optional<Duration> deadline,
    @Nullable Progress progress) {

  /**
   * A wish for progress.
   *
   * @param token as it stands in the request's {@code _meta.progressToken}; unique among the
   *   requests that are open
   * @param listener gets the params of each {@code notifications/progress}, on the reading thread
   */
  public record Progress(Span token, Listener listener) {
    /** Hears of progress; must not block. */
    public interface Listener {
      void progress(Span params);
    }
  }

  public Ask {
    params = List.copyOf(params);
  }

  /** A request without progress. */
  public static Ask of(String method, Span params, Duration deadline) {
    return new Ask(method, List.of(params), Optional.of(deadline), null);
  }
}
