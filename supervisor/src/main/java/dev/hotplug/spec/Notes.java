package dev.hotplug.spec;

/** Takes complaints about things that are ignored, so that the rest can be used. */
@FunctionalInterface
interface Notes {
  /** {@code what} is a clause; {@code rest} are sentences: what is true now, what to do next. */
  void note(Json.Place at, String what, String rest);
}
