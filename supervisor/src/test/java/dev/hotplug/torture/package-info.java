/**
 * The scripted upstream of the tests: {@link dev.hotplug.torture.TortureServer} is a small MCP
 * server that behaves or misbehaves as told, {@link dev.hotplug.torture.Alive} finds the processes
 * a test left behind. Only the JDK is used here, so nothing under test judges itself.
 */
@NullMarked
package dev.hotplug.torture;

import org.jspecify.annotations.NullMarked;
