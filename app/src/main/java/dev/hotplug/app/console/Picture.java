package dev.hotplug.app.console;

/** All that is on the screen. */
record Picture(Standing standing, Recent recent, Panel panel) {}
