package dev.hotplug.installer;

import java.util.List;

/**
 * What starts a Deno server.
 *
 * @param file relative to the folder of its project
 * @param permissions the options that say what it may do
 * @param arguments that its own task gives it; often none
 * @param declared whether a task names it
 */
record DenoStart(String file, List<String> permissions, List<String> arguments, boolean declared) {
  DenoStart {
    permissions = List.copyOf(permissions);
    arguments = List.copyOf(arguments);
  }
}
