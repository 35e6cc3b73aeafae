package dev.hotplug.installer;

import java.util.Optional;

/**
 * Which server somebody wants updated.
 *
 * @param ref a branch, a tag or a whole commit; empty for what was installed
 */
public record UpdateRequest(String name, Optional<String> ref) {}
