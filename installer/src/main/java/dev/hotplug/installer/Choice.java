package dev.hotplug.installer;

/**
 * One of several servers in a repository.
 *
 * @param what it in a few words: {@code "node server \"files\" in packages/files"}
 * @param argument the name of the argument that picks it: {@code "subdir"} or {@code "server_file"}
 * @param value what that argument has to be
 */
public record Choice(String what, String argument, String value) {}
