package dev.hotplug.app.debug;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ports for debuggers, each of which is one generation's at a time. A stranger may still take
 * one between our look at it and the server's. Thread-safe.
 */
final class Ports {
  /** How many are tried after the one that is wanted. */
  static final int MOST_FURTHER = 100;

  private static final int LAST = 65_535;

  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();

  /** Takes {@code first}, or the next one that is free; empty where none is. */
  OptionalInt take(int first) {
    for (int port = first; port <= last(first); port++) {
      if (!taken.add(port)) continue;
      if (isFree(port)) return OptionalInt.of(port);
      taken.remove(port);
    }
    return OptionalInt.empty();
  }

  /** The last that is tried when {@code first} is wanted. */
  static int last(int first) {
    return Math.min(first + MOST_FURTHER, LAST);
  }

  void giveBack(int port) {
    taken.remove(port);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Debugged.HOST), port));
      return true;
    } catch (IOException _) {
      // Somebody listens there, or only root may.
      return false;
    }
  }
}
