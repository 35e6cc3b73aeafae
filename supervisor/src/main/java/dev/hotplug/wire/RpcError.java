package dev.hotplug.wire;

import org.jspecify.annotations.Nullable;

/**
 * The error member of a JSON-RPC 2.0 answer, read leniently.
 *
 * @param code as the specification (section 5.1) or the other side defines it; 0 when it gave none
 * @param message what the other side said, possibly empty
 * @param data what it added, as the code defines it; null for nothing
 */
public record RpcError(int code, String message, @Nullable Span data) {
  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;

  /** MCP 2026-07-28: data holds the versions that are {@code supported} and the one requested. */
  public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

  /** In bytes; of a longer one the beginning is read. */
  private static final int LONGEST_MESSAGE = 16 * 1024;

  /** In bytes: {@link Integer#MIN_VALUE}. */
  private static final int LONGEST_CODE = 11;

  /** An error without data. */
  public RpcError(int code, String message) {
    this(code, message, null);
  }

  /** Reads what a {@link Message.Failure} carries. Never fails: an odd error is still an error. */
  public static RpcError of(Span error) {
    var message = error.member("message");
    var text = message == null ? null : message.text(LONGEST_MESSAGE);
    return new RpcError(codeOf(error.member("code")), text == null ? "" : text,
        error.member("data"));
  }

  private static int codeOf(@Nullable Span code) {
    try {
      return code == null ? 0 : Integer.parseInt(code.excerpt(LONGEST_CODE));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  Span span() {
    return Span.of("{\"code\":" + code + ",\"message\":" + JsonText.quote(message)
        + (data == null ? "" : ",\"data\":" + data) + "}");
  }
}
