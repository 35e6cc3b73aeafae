package dev.hotplug.wire;

/** Two peers, each the other side of the other, connected in memory. */
public final class Twin implements AutoCloseable {
  private final Heard heardHere = new Heard();
  private final Heard heardThere = new Heard();
  private final Peer here;
  private final Peer there;

  /** @param capacity of the buffer in each direction, in bytes */
  public Twin(int capacity) {
    var to = new Pipe(capacity);
    var fro = new Pipe(capacity);
    var timer = new ManualTimer();
    here = Peer.over(fro.in(), to.out(), wires("here"), timer);
    there = Peer.over(to.in(), fro.out(), wires("there"), timer);
    here.start(heardHere);
    there.start(heardThere);
  }

  private static Wires wires(String name) {
    return new Wires(name + "-in", name + "-out", () -> Wires.DEFAULT_LINE_LIMIT);
  }

  public Peer here() {
    return here;
  }

  public Peer there() {
    return there;
  }

  public Heard heardHere() {
    return heardHere;
  }

  public Heard heardThere() {
    return heardThere;
  }

  @Override
  public void close() {
    here.close();
    there.close();
  }
}
