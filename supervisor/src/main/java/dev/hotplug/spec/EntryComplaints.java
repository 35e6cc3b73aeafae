package dev.hotplug.spec;

/** Says what is wrong with one entry and remembers whether it can still be used. */
final class EntryComplaints implements Notes {
  private final String server;
  private final Complaints complaints;
  private boolean unusable;

  EntryComplaints(String server, Complaints complaints) {
    this.server = Quote.of(server);
    this.complaints = complaints;
  }

  @Override
  public void note(Json.Place at, String what, String rest) {
    complaints.note(at, server + ": " + what, rest);
  }

  /** Something that makes the entry unusable: a clause, and a sentence that says what to do. */
  void refuse(Json.Place at, String what, String mend) {
    unusable = true;
    note(at, what, "This server is left out, the others are not affected. " + mend);
  }

  boolean unusable() {
    return unusable;
  }
}
