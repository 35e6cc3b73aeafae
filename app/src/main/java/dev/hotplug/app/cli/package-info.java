/** The command line: {@link dev.hotplug.app.cli.Commands}. Nothing of it loads while we serve. */
@NullMarked
package dev.hotplug.app.cli;

import org.jspecify.annotations.NullMarked;
