package dev.hotplug.app.it;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer to one request, good or bad; asking for the one when it is the other fails the test.
 */
record Reply(Line line) {

  boolean isError() {
    return line instanceof Line.Failure;
  }

  /** The result, byte for byte. */
  Bytes result() {
    if (line instanceof Line.Result good) return good.result();
    throw new AssertionError("no result but " + line);
  }

  /** The error, byte for byte. */
  Bytes error() {
    if (line instanceof Line.Failure bad) return bad.error();
    throw new AssertionError("no error but " + line);
  }

  /** The result as a tree. */
  JsonNode tree() {
    return result().tree();
  }

  /** The error's code. */
  int code() {
    return error().tree().path("code").intValue();
  }
}
