package dev.hotplug.torture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What should never stand on the stdout of an MCP server, one line each (the slashes keep them on
 * one).
 */
enum Junk {
  TEXT("Server listening, press Ctrl-C to end\n"), //
  ANSI("\u001B[1;31mwarning\u001B[0m \u001B[2K\r50 %\n"), //
  MARK("\uFEFF\n"), //
  NULL("null\n"), //
  NUMBER("42\n"), //
  STRING("\"text\"\n"), //
  EMPTY_OBJECT("{}\n"), //
  EMPTY_ARRAY("[]\n"), //
  BATCH("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
      + "\"params\":{\"data\":\"in a batch\"}}]\n"), //
  HALF("{\"jsonrpc\":\"2.0\",\"id\":1,\"resu\n"), //
  TWO_ON_A_LINE("{\"jsonrpc\":\"2.0\",\"method\":\"a\"}{\"jsonrpc\":\"2.0\",\"method\":\"b\"}\n"), //
  NO_VERSION("{\"id\":\"nobody\",\"result\":{}}\n"), //
  NO_ID("{\"jsonrpc\":\"2.0\",\"result\":{}}\n"), //
  NULL_ID("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"what?\"}}\n"), //
  DEEP("[".repeat(5_000) + "]".repeat(5_000) + "\n"), //
  INVALID_UTF8("{\"\u00FF(\"}\n");

  private final String line;

  Junk(String line) {
    this.line = line;
  }

  /** In UTF-8, but for the line whose point is that it is not. */
  byte[] bytes() {
    boolean valid = this != INVALID_UTF8;
    return line.getBytes(valid ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  static Junk of(String kind) {
    return valueOf(kind.toUpperCase(Locale.ROOT));
  }
}
