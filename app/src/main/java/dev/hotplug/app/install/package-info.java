/**
 * The installer among its surroundings: {@link dev.hotplug.app.install.Installations} is what tools
 * and commands use, {@link dev.hotplug.app.install.Agreement} who has to agree;
 * {@link BuildCommands} runs its commands, {@link ServerProbe} tries its start lines. Nothing of it
 * loads before somebody installs.
 */
@NullMarked
package dev.hotplug.app.install;

import org.jspecify.annotations.NullMarked;
