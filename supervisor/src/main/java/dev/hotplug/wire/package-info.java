/**
 * JSON-RPC 2.0 over newline-delimited lines, both directions: {@link dev.hotplug.wire.Peer} is one
 * conversation, {@link dev.hotplug.wire.Message} what is said in it, {@link dev.hotplug.wire.Span}
 * the JSON that passes through it unread and unchanged.
 */
@NullMarked
package dev.hotplug.wire;

import org.jspecify.annotations.NullMarked;
