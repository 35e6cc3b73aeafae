package dev.hotplug.spec;

/**
 * Why a text is not JSON.
 *
 * @param offset the character where it stops being JSON
 * @param what a clause, "unexpected '}' after a comma"
 * @param mend a sentence that says what to do
 */
record SyntaxFault(int offset, String what, String mend) {
  /** The same for somebody who does not know yet that this is about syntax. */
  SyntaxFault named() {
    return new SyntaxFault(offset, "not valid JSON: " + what, mend);
  }
}
