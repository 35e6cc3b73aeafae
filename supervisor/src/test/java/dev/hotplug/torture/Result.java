package dev.hotplug.torture;

/** Results of tool calls. */
final class Result {
  private Result() {}

  static Json.Members text(String text) {
    return of(block(text));
  }

  static Json.Members failed(String text) {
    return text(text).with("isError", Json.Literal.TRUE);
  }

  static Json.Members of(Json... content) {
    return Json.Members.of("content", Json.items(content));
  }

  static Json block(String text) {
    return Json.Members.of("type", Json.text("text")).with("text", Json.text(text));
  }

  /** A text and a picture of one transparent pixel. */
  static Json image() {
    return of(block("one pixel"),
        Json.Members.of("type", Json.text("image"))
            .with("data",
                Json.text("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAA"
                    + "ABQABpfZFQAAAAABJRU5ErkJggg=="))
            .with("mimeType", Json.text("image/png")));
  }

  /**
   * What a parser and a writer between two ends would change: number forms, key order, escapes,
   * blanks and fields that no schema knows.
   */
  static Json structured() {
    return Json.raw("{ \"structuredContent\" : {\"zeta\":100.0,\"alpha\":1E+2,\"minus\":-0.0,"
        + "\"big\":123456789012345678901234567890,\"tiny\":1.50e-7,"
        + "\"nested\":{\"b\":[1, 2.50, null, true],\"a\":{}},"
        + "\"text\":\"\\u00e9\\/ \\ud83d\\ude00 \u00e9\"},"
        + "\"_meta\":{\"example.org/unknown\":{\"y\":1,\"x\":[]}},"
        + "\"x-unknown\":{\"kept\":true},"
        + "\"content\":[{\"type\":\"text\",\"text\":\"structured\"},"
        + "{\"type\":\"x-unknown-kind\",\"data\":[0.10]}],\"isError\":false }");
  }
}
