/** Where Hotplug's own log goes: {@link dev.hotplug.app.log.Logs}. */
@NullMarked
package dev.hotplug.app.log;

import org.jspecify.annotations.NullMarked;
