package dev.hotplug.upstream;

import dev.hotplug.spec.Cut;
import dev.hotplug.wire.Handler;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Noise;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a server says without being asked: answers its pings, refuses what we have not
 * declared, and writes everything odd into its log, so that a banner or a stray {@code print} is
 * found where one looks.
 */
final class Ear implements Handler {
  private static final Span EMPTY = Span.of("{}");
  private static final int LONGEST_METHOD = 100;
  private static final String STDOUT = StderrTail.Origin.STDOUT.mark();
  private static final String PROTOCOL = StderrTail.Origin.PROTOCOL.mark();
  private static final String HOTPLUG = StderrTail.Origin.HOTPLUG.mark();

  private final Peer peer;
  private final GenerationLog log;
  private final Listing listing;
  private final LastWords lastWords;

  Ear(Peer peer, GenerationLog log, Listing listing, LastWords lastWords) {
    this.peer = peer;
    this.log = log;
    this.listing = listing;
    this.lastWords = lastWords;
  }

  @Override
  public void request(Message.Request request) {
    if (request.method().equals("ping")) {
      peer.answer(request.id(), EMPTY);
      return;
    }
    var method = Cut.of(request.method(), LONGEST_METHOD);
    log.add(HOTPLUG + "refused the server's request " + method);
    peer.refuse(request.id(),
        new RpcError(RpcError.METHOD_NOT_FOUND, "this client does not support " + method));
  }

  @Override
  public void notification(Message.Notification notification) {
    switch (notification.method()) {
      case "notifications/tools/list_changed" -> listing.changed();
      case "notifications/message" -> said(notification.params());
      default -> {
        // Progress that nobody asked for, changed resources and the like concern nobody yet.
      }
    }
  }

  private void said(@Nullable Span params) {
    if (params != null) log.add(PROTOCOL, params);
  }

  @Override
  public void malformed(Message.Malformed malformed) {
    log.add(STDOUT + malformed.excerpt());
    if (malformed.id() != null) {
      peer.refuse(malformed.id(), new RpcError(malformed.code(), malformed.reason()));
    }
  }

  @Override
  public void noise(Noise noise) {
    log.add(switch (noise) {
      case Noise.Blank _ -> STDOUT + "(an empty line)";
      case Noise.TooLong(var limit, var excerpt) ->
        HOTPLUG + "passed over a line of more than " + limit + " bytes: " + excerpt;
      case Noise.NoRoom(var excerpt) ->
        HOTPLUG + "passed over a long line, as others fill the memory: " + excerpt;
      case Noise.Repaired(var excerpt) ->
        HOTPLUG + "a line was not valid UTF-8 and was repaired: " + excerpt;
      case Noise.Garbled(var id, var excerpt) ->
        HOTPLUG + "the answer to request " + id + " is no JSON-RPC: " + excerpt;
      case Noise.Stray(var id) ->
        HOTPLUG + "an answer to nothing that waits (late, repeated or unknown), id " + id;
      case Noise.Unaddressed(var excerpt) ->
        HOTPLUG + "answered with an error without saying of what: " + excerpt;
      case Noise.RetypedId(var id) ->
        HOTPLUG + "an answer came with the id " + id + ", a string, where a number was sent";
      case Noise.Dropped(var method) -> HOTPLUG + "does not read; dropped " + method;
    });
  }

  @Override
  public void deaf() {
    lastWords.stdinBroken();
  }

  @Override
  public void closed() {
    lastWords.stdoutEnded();
  }
}
