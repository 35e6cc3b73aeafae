package dev.hotplug.app.debug;

import dev.hotplug.spec.Debug;

/** Whether a debugger can be attached to a generation whose entry asks for it, and where. */
public sealed interface Debugged {
  /** The host that debuggers listen on: nobody else's machine is to reach them. */
  String HOST = "127.0.0.1";

  /** What the entry asks for. */
  Debug.Type type();

  /**
   * One can be.
   *
   * @param port of {@link #HOST}
   */
  record Listening(Debug.Type type, int port) implements Debugged {
    /** Host and port. */
    public String address() {
      return HOST + ":" + port;
    }

    /** What its developer does to attach one. */
    public String attach() {
      return switch (type) {
        case NODE -> "Open chrome://inspect, add " + address() + " under Configure and pick it, or "
            + "attach VS Code: {\"type\": \"node\", \"request\": \"attach\", \"address\": \"" + HOST
            + "\", \"port\": " + port + "}.";
        case PYTHON -> "Attach VS Code: {\"type\": \"debugpy\", \"request\": \"attach\", "
            + "\"connect\": {\"host\": \"" + HOST + "\", \"port\": " + port + "}}.";
        case JAVA -> "Run jdb -attach " + address() + ", or attach the remote debugger of an IDE "
            + "to that address.";
      };
    }
  }

  /**
   * None can be, and it serves all the same.
   *
   * @param why that, and what to do, sentences
   */
  record Unattachable(Debug.Type type, String why) implements Debugged {}
}
