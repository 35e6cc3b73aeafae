package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one server is reached: everything that a connector needs to know, with all references to
 * variables expanded. Immutable; two specs are equal when nothing has to be restarted between them.
 *
 * <p>Printing one shows the names of its variables and headers, never their values nor the
 * arguments or the URL: these are where people keep secrets.
 */
public sealed interface ServerSpec {
  /** The name under which the configuration lists it. */
  String name();

  /** What the object {@code hotplug} of its entry says; the defaults where it says nothing. */
  Options options();

  /**
   * A program that speaks MCP on its standard input and output.
   *
   * @param command a program's name or path, not yet searched on any PATH; never blank
   * @param env what is added to the environment that the program inherits, in the order of the file
   * @param cwd absolute; null for the default folder
   * @param secrets what the user keeps for this server alone, by name: wherever it was used, what
   *   the program writes is shown without it
   */
  record Stdio(String name, String command, List<String> args, Map<String, String> env,
      @Nullable Path cwd, Options options, Map<String, String> secrets) implements ServerSpec {
    public Stdio {
      Objects.requireNonNull(name);
      Objects.requireNonNull(command);
      Objects.requireNonNull(options);
      args = List.copyOf(args);
      env = Copies.inOrder(env);
      secrets = Copies.inOrder(secrets);
      if (cwd != null && !cwd.isAbsolute()) {
        throw new IllegalArgumentException("relative: " + cwd);
      }
    }

    /** One for which the user keeps nothing. */
    public Stdio(String name, String command, List<String> args, Map<String, String> env,
        @Nullable Path cwd, Options options) {
      this(name, command, args, env, cwd, options, Map.of());
    }

    /** The same server, started by another line. */
    public Stdio with(List<String> args, Map<String, String> env) {
      return new Stdio(name, command, args, env, cwd, options, secrets);
    }

    @Override
    public String toString() {
      return "Stdio[%s: %s, %d args, env %s, cwd %s, %s]".formatted(name, command, args.size(),
          env.keySet(), cwd, options);
    }
  }

  /**
   * A server behind a URL.
   *
   * @param url not blank, otherwise unchecked: whoever connects finds out
   */
  record Http(String name, String url, Map<String, String> headers, Kind kind,
      Options options) implements ServerSpec {
    public Http {
      Objects.requireNonNull(name);
      Objects.requireNonNull(url);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(options);
      headers = Copies.inOrder(headers);
    }

    @Override
    public String toString() {
      return "Http[%s: %s, headers %s, %s]".formatted(name, kind, headers.keySet(), options);
    }
  }

  /** What is spoken at the other end of a URL. */
  enum Kind {
    /** Streamable HTTP; {@code "type": "http"} or {@code "streamable-http"}. */
    HTTP,
    /** The older HTTP with server-sent events; {@code "type": "sse"}. */
    SSE,
    /** WebSocket; {@code "type": "ws"}. */
    WS
  }
}
