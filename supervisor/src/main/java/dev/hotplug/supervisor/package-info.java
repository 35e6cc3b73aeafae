/**
 * Keeps servers alive: {@link dev.hotplug.supervisor.Supervisor} loads, reloads, unloads and calls
 * them by name. The rules are pure ({@code Lifecycle}); one thread per server carries them out
 * ({@code Server}).
 */
@NullMarked
package dev.hotplug.supervisor;

import org.jspecify.annotations.NullMarked;
