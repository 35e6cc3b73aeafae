/**
 * Installs MCP servers from git. Its front door so far is what it asks of its surroundings:
 * {@link Commands} and {@link Probe}, which the app implements over the supervisor.
 */
@NullMarked
package dev.hotplug.installer;

import org.jspecify.annotations.NullMarked;
