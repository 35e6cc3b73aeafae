/**
 * Starts servers so that a debugger can be attached, where their entries ask for it:
 * {@link dev.hotplug.app.debug.Debugging} is the front door, {@link dev.hotplug.app.debug.Debugged}
 * what became of that for one generation.
 */
@NullMarked
package dev.hotplug.app.debug;

import org.jspecify.annotations.NullMarked;
