/** The conversation with the client: {@link dev.hotplug.app.serve.Session}. */
@NullMarked
package dev.hotplug.app.serve;

import org.jspecify.annotations.NullMarked;
