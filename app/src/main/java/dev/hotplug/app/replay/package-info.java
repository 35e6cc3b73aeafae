/**
 * Makes calls again that were made before, and says what is answered differently by now:
 * {@link dev.hotplug.app.replay.Replays}.
 */
@NullMarked
package dev.hotplug.app.replay;

import org.jspecify.annotations.NullMarked;
