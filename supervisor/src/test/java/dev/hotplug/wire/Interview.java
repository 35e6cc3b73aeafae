package dev.hotplug.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One peer whose other side is the test, which says and hears raw lines. */
final class Interview implements AutoCloseable {
  private static final int CAPACITY = 64 * 1024;
  private final Heard heard = new Heard();
  private final ManualTimer timer = new ManualTimer();
  private final OutputStream mouth;
  private final InputStream ear;
  private final Peer peer;

  Interview() {
    this(Wires.DEFAULT_LINE_LIMIT);
  }

  /** @param lineLimit the longest line that the peer reads, in bytes */
  Interview(int lineLimit) {
    var to = new Pipe(CAPACITY);
    var fro = new Pipe(CAPACITY);
    mouth = to.out();
    ear = fro.in();
    peer = Peer.over(to.in(), fro.out(), new Wires("peer-in", "peer-out", () -> lineLimit), timer);
    peer.start(heard);
  }

  Peer peer() {
    return peer;
  }

  Heard heard() {
    return heard;
  }

  ManualTimer timer() {
    return timer;
  }

  /** Says these lines to the peer, in UTF-8. */
  void say(String... lines) throws IOException {
    for (var line : lines) say((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void say(byte[] bytes) throws IOException {
    mouth.write(bytes);
  }

  /** The next line that the peer has written; waits for it. */
  String hear() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = ear.read(); b != '\n'; b = ear.read()) {
      if (b < 0) throw new IOException("the peer has ended after: " + line);
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Reads nothing any more: what the peer writes breaks. */
  void coverEars() throws IOException {
    ear.close();
  }

  /** Says nothing any more. */
  void fallSilent() throws IOException {
    mouth.close();
  }

  @Override
  public void close() throws IOException {
    mouth.close();
    ear.close();
    peer.close();
  }
}
