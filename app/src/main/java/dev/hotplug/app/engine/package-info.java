/**
 * Everything that runs servers, put together across modules: {@link dev.hotplug.app.engine.Engine}.
 */
@NullMarked
package dev.hotplug.app.engine;

import org.jspecify.annotations.NullMarked;
