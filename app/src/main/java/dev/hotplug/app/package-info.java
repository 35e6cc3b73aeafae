/**
 * The program: {@code Main} starts it, {@code Wiring} puts supervisor, tools and client together.
 */
@NullMarked
package dev.hotplug.app;

import org.jspecify.annotations.NullMarked;
