/**
 * One live connection to a server that somebody else wrote: {@link dev.hotplug.upstream.Connector}
 * opens an {@link dev.hotplug.upstream.Upstream}. Everything that starts, signals or reaps an
 * operating system process is in here.
 */
@NullMarked
package dev.hotplug.upstream;

import org.jspecify.annotations.NullMarked;
