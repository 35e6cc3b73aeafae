package dev.hotplug.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An outlet that takes so many bytes and then no more. */
final class Narrow implements Outlet {
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final AtomicInteger room;
  private volatile boolean closed;

  Narrow(int room) {
    this.room = new AtomicInteger(room);
  }

  /** What it took, write by write. */
  List<String> writes() {
    return writes;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int write(byte[] bytes, int length) {
    int taken = Math.min(room.get(), length);
    room.addAndGet(-taken);
    if (taken > 0) writes.add(new String(bytes, 0, taken, StandardCharsets.UTF_8));
    return taken;
  }

  @Override
  public void close() {
    closed = true;
  }
}
