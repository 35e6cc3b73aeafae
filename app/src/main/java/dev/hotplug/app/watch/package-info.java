/**
 * Watches what servers are made of, and reloads them: {@link Watching} is the front door, and
 * {@link WatchedConnector} starts them so that they run what was saved last.
 */
@NullMarked
package dev.hotplug.app.watch;

import org.jspecify.annotations.NullMarked;
