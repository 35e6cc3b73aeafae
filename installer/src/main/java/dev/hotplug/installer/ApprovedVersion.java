package dev.hotplug.installer;

/**
 * Tools that somebody has agreed to, and the version of an installed server that has them.
 *
 * @param commit its whole name
 */
public record ApprovedVersion(String commit, ApprovedTools tools) {}
