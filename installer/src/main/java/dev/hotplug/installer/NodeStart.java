package dev.hotplug.installer;

import java.util.List;

/**
 * What starts a Node server.
 *
 * @param file relative to the folder of its package
 * @param arguments that its own files give it; often none
 * @param declared whether a bin or a script names it
 */
record NodeStart(String file, List<String> arguments, boolean declared) {
  NodeStart {
    arguments = List.copyOf(arguments);
  }
}
