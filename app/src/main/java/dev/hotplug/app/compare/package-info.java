/** How two answers differ, member by member: {@link dev.hotplug.app.compare.Comparison}. */
@NullMarked
package dev.hotplug.app.compare;

import org.jspecify.annotations.NullMarked;
