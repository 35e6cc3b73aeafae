/**
 * The meta-tools by which a client uses Hotplug, one class each;
 * {@link dev.hotplug.app.tools.MetaTools} lists them.
 */
@NullMarked
package dev.hotplug.app.tools;

import org.jspecify.annotations.NullMarked;
