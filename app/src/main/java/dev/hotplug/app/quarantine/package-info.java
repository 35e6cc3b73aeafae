/**
 * Keeps the tools of installed servers from being called while they are not those that somebody has
 * agreed to: {@link dev.hotplug.app.quarantine.Quarantine} is the front door,
 * {@link dev.hotplug.app.quarantine.Held} what it holds back of one server and why.
 */
@NullMarked
package dev.hotplug.app.quarantine;

import org.jspecify.annotations.NullMarked;
