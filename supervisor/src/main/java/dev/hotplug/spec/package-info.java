/**
 * What is to run: {@link dev.hotplug.spec.McpJson} turns the {@code .mcp.json} files of a project
 * into {@link dev.hotplug.spec.ServerSpec}s and problems, and puts one entry into such a file.
 */
@NullMarked
package dev.hotplug.spec;

import org.jspecify.annotations.NullMarked;
