package dev.hotplug.torture;

import org.jspecify.annotations.Nullable;

/**
 * How a scripted server behaves, one word {@code name} or {@code name=value} of its command line.
 * Those that act at the start act in this order.
 */
enum Mode {
  /** What the tool {@code version} answers. */
  VERSION("version"),
  /** Appends the pid as a line to this file at each start. */
  STARTS("starts"),
  /** Writes its environment into this file, one {@code NAME=VALUE} a line, sorted. */
  ENVIRONMENT("environment"),
  /** Writes this text to stderr. */
  STDERR_ON_START("stderrOnStart"),
  /** Goes on living when told to end. */
  IGNORE_TERM("ignoreTerm"),
  /** Starts a helper that outlives us; {@code holdPipes}: it keeps our stdout and stderr open. */
  SPAWN_CHILD("spawnChild"),
  /** The same, in a session of its own, its parent gone. */
  SPAWN_DETACHED("spawnDetached"),
  /** Listens on this port of the loopback interface, or ends as Node does when it is taken. */
  PORT("port"),
  /** Waits these milliseconds before it reads. */
  SLOW_START("slowStart"),
  /** Ends with this code before it reads. */
  EXIT_ON_START("exitOnStart"),
  /** Never says anything but junk. */
  JUNK_ONLY("junkOnly"),

  /** Never answers {@code initialize}. */
  HANG_INITIALIZE("hangInitialize"),
  /** Answers {@code initialize} with an error. */
  INITIALIZE_ERROR("initializeError"),
  /** Answers {@code initialize} with this version of the protocol, whatever was asked for. */
  WRONG_PROTOCOL("wrongProtocol"),
  /** Never answers {@code tools/list}. */
  HANG_LIST("hangList"),
  /** Ends with this code once the first {@code tools/list} is answered. */
  EXIT_WHEN_READY("exitWhenReady"),
  /** Lists this many tools per page. */
  PAGE("page"),
  /** One more tool of this name. */
  EXTRA_TOOL("extraTool"),
  /** Without this tool. */
  HIDE_TOOL("hideTool"),
  /** {@code tool:parameter}: the tool requires one more text, which breaks who knew it before. */
  REQUIRE("require"),
  /** The file to which {@code side_effect} appends its lines. */
  COUNTER("counter"),

  /** Keeps the last line of more than 100,000 bytes in this file, and answers it unread. */
  KEEP("keep"),
  /** Junk, blank, coloured lines, CRLF and a byte order mark around every message. */
  BANNER("banner"),
  /** One byte per write. */
  DRIP("drip"),

  /** Goes on living when stdin ends. */
  IGNORE_EOF("ignoreEof"),
  /** Ends with this code when stdin ends. */
  EXIT_ON_EOF("exitOnEof"),
  /** Reads further modes from this file, one a line: a source that a test can edit. */
  SOURCE("source");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  static @Nullable Mode of(String word) {
    for (var mode : values()) if (mode.word.equals(word)) return mode;
    return null;
  }
}
