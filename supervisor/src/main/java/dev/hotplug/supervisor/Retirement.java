package dev.hotplug.supervisor;

import dev.hotplug.upstream.Stopped;

/** A generation that is gone, and how it went. */
public record Retirement(long generation, Stopped stopped) {}
