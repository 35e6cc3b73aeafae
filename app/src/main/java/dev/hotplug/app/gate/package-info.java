/**
 * Tries a new version of a server before it may serve: {@link dev.hotplug.app.gate.GatedConnector}.
 */
@NullMarked
package dev.hotplug.app.gate;

import org.jspecify.annotations.NullMarked;
