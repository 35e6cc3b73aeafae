/**
 * Hotplug as its clients meet it: the launcher, started as a client starts it, spoken to over
 * stdio. {@link dev.hotplug.app.it.Hotplug} is the harness, {@link dev.hotplug.app.it.Direct} its
 * counterpart without Hotplug in between, {@link dev.hotplug.app.it.Shared} one Hotplug for the
 * tests of a class.
 */
@NullMarked
package dev.hotplug.app.it;

import org.jspecify.annotations.NullMarked;
