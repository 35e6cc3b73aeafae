package dev.hotplug.app.serve;

import dev.hotplug.wire.Protocol;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The version of the protocol that a single request is made in, as clients say that do not
 * introduce themselves (MCP 2026-07-28, base protocol). Those that probe with {@code
 * server/discover} are told by another error to introduce themselves; who did not ask learns here
 * which versions there are.
 */
final class Revision {
  private static final String MEMBER = "io.modelcontextprotocol/protocolVersion";

  /** In bytes; of a longer version the beginning is shown. */
  private static final int LONGEST = 100;

  private static final String SUPPORTED = Protocol.VERSIONS.stream()
      .map(version -> Span.string(version).toString())
      .collect(Collectors.joining(",", "[", "]"));

  private Revision() {}

  /** Why a request with these params cannot be served; empty when its version does not hinder. */
  static Optional<RpcError> objection(Map<String, Span> params) {
    var meta = params.get("_meta");
    var version = meta == null || !meta.isObject() ? null : meta.member(MEMBER);
    if (version == null) return Optional.empty();
    var wanted = version.text(LONGEST);
    if (wanted == null) {
      return Optional
          .of(new RpcError(RpcError.INVALID_PARAMS, "_meta." + MEMBER + " must be a string"));
    }
    return Protocol.VERSIONS.contains(wanted) ? Optional.empty() : Optional.of(unsupported(wanted));
  }

  private static RpcError unsupported(String wanted) {
    return new RpcError(RpcError.UNSUPPORTED_PROTOCOL_VERSION,
        "this server does not speak MCP " + wanted + "; nothing was done; send initialize"
            + " with one of the versions in data.supported",
        Span.of("{\"supported\":" + SUPPORTED + ",\"requested\":" + Span.string(wanted) + "}"));
  }
}
