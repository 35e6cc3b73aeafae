/**
 * Says what of a server would trouble its clients: {@link dev.hotplug.app.lint.Lint} looks at what
 * is known of one generation, {@link dev.hotplug.app.lint.Linting} keeps what was told of it.
 */
@NullMarked
package dev.hotplug.app.lint;

import org.jspecify.annotations.NullMarked;
