package dev.hotplug.upstream;

/** What kept a server from starting, as far as that can be told. */
public sealed interface Hindrance {

  /** Nobody knows of any. */
  record Unknown() implements Hindrance {}

  /**
   * An older generation of the same server has what only one can have.
   *
   * @param place what it has, in words: {@code port 3000}
   */
  record Elder(String place, long generation) implements Hindrance {}

  /**
   * Somebody else has it.
   *
   * @param hint who that is and what can be done, in sentences
   */
  record Stranger(String hint) implements Hindrance {}
}
