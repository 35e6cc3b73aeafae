package dev.hotplug.upstream;

/**
 * A process that a server had left behind and that was ended for it.
 *
 * @param command its command line
 */
public record Swept(long pid, String command) {}
