/**
 * Hotplug as its clients meet it: the launcher, started as a client starts it, spoken to over
 * stdio. {@link dev.hotplug.app.it.Hotplug} is the harness, {@link dev.hotplug.app.it.Direct} its
 * counterpart without Hotplug in between.
 */
@NullMarked
package dev.hotplug.app.it;

import org.jspecify.annotations.NullMarked;
