/**
 * {@code hotplug dev}: one server before the eyes of whoever writes it.
 * {@link dev.hotplug.app.console.Desk} is all that can be seen and done;
 * {@link dev.hotplug.app.console.LineMode} and {@link dev.hotplug.app.console.FullScreen} show it.
 */
@NullMarked
package dev.hotplug.app.console;

import org.jspecify.annotations.NullMarked;
