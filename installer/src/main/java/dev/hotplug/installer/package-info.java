/**
 * Installs MCP servers from git: {@link Installer} is the front door. What it asks of its
 * surroundings it declares, and the app gives it: {@link Commands} and {@link Probe} over the
 * supervisor, {@link Listings}, {@link Secrets}, and the user's {@link Consent}.
 */
@NullMarked
package dev.hotplug.installer;

import org.jspecify.annotations.NullMarked;
