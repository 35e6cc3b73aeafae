package dev.hotplug.upstream;

/**
 * A process, or a container, that a server had left behind and that was ended for it.
 *
 * @param pid 0 for a container
 * @param command its command line, or a container's name
 */
public record Swept(long pid, String command) {}
