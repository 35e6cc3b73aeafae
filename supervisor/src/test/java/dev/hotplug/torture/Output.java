package dev.hotplug.torture;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's stdout: each message is one write of one line, unless a mode spoils it. Thread-safe.
 */
final class Output {
  private static final byte[] FILLER = "0123456789".repeat(6_400).getBytes(StandardCharsets.UTF_8);
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final boolean banner;
  private final boolean drip;
  private boolean begun;

  Output(Modes modes) {
    banner = modes.has(Mode.BANNER);
    drip = modes.has(Mode.DRIP);
  }

  void result(Json id, Json result) {
    send(envelope().with("id", id).with("result", result));
  }

  void failure(Json id, long code, String message) {
    failure(id, Json.Members.of("code", Json.number(code)).with("message", Json.text(message)));
  }

  void failure(Json id, Json error) {
    send(envelope().with("id", id).with("error", error));
  }

  void request(String id, String method) {
    send(envelope().with("id", Json.text(id)).with("method", Json.text(method)));
  }

  void notification(String method) {
    send(envelope().with("method", Json.text(method)));
  }

  void notification(String method, Json params) {
    send(envelope().with("method", Json.text(method)).with("params", params));
  }

  /** A text result of {@code size} digits, which never stand in memory all at once. */
  synchronized void big(Json id, long size) {
    var message = Json.write(envelope().with("id", id).with("result", Result.text("<here>")));
    int cut = message.indexOf("<here>");
    write(utf8(message.substring(0, cut)), cut);
    for (long left = size; left > 0; left -= FILLER.length) {
      write(FILLER, (int) Math.min(left, FILLER.length));
    }
    raw(message.substring(cut + "<here>".length()) + "\n");
  }

  /** A result of this kind, which never stands in memory all at once. */
  synchronized void giant(Json id, Giant kind, long size) {
    raw("{\"jsonrpc\":\"2.0\",\"id\":" + Json.write(id) + ",\"result\":{\"content\":[],\"giant\":");
    kind.writeTo(this::write, size);
    if (kind != Giant.ENDLESS) raw("}}\n");
  }

  /** A message in two writes, of which the first ends within a character. */
  synchronized void torn(Json id, String text) {
    var line = utf8(Json.write(envelope().with("id", id).with("result", Result.text(text))) + "\n");
    int cut = 0;
    while (line[cut] >= 0) cut++;
    raw(Arrays.copyOf(line, cut + 1));
    raw(Arrays.copyOfRange(line, cut + 1, line.length));
  }

  /** Text that need not be a message. */
  void raw(String text) {
    raw(utf8(text));
  }

  synchronized void raw(byte[] bytes) {
    write(bytes, bytes.length);
  }

  synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new IllegalStateException("stdout could not be closed", e);
    }
  }

  private static Json.Members envelope() {
    return Json.Members.of("jsonrpc", Json.text("2.0"));
  }

  private synchronized void send(Json message) {
    raw(banner ? decorated(Json.write(message)) : Json.write(message) + "\n");
    begun = true;
  }

  /** A byte order mark can only stand at the very beginning, right before the first message. */
  private String decorated(String message) {
    var before = begun ? "" : "\uFEFF" + message + "\r\n";
    var after = begun ? message + "\r\n" : "";
    return before + "=== torture server ===\n\n\u001B[32mready\u001B[0m\r\n" + after + " \n";
  }

  private void write(byte[] bytes, int length) {
    try {
      if (!drip) out.write(bytes, 0, length);
      for (int i = 0; drip && i < length; i++) out.write(bytes[i]);
    } catch (IOException e) {
      // Nobody reads any more; what that means for this process is up to its modes.
      begun = true;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
