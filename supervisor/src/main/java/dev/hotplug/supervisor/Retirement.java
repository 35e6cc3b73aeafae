package dev.hotplug.supervisor;

import dev.hotplug.upstream.Stopped;

/**
 * A generation that is gone, and how it went.
 *
 * @param cut how many calls it had not answered when we ended it
 * @param unanswered how many calls got no answer from it, whoever ended it
 * @param why why it was ended, in words that follow "because"
 */
public record Retirement(long generation, Stopped stopped, int cut, int unanswered, String why) {}
