package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;

/** What a JVM held of the machine at one moment; heap and resident memory in bytes. */
record Held(int files, long threads, long children, long heap, long resident) {
  private static final long HEAP = 2 << 20;
  private static final long RESIDENT = 5 << 20;

  static Held by(Vitals vitals) throws IOException, InterruptedException {
    long heap = vitals.liveHeap();
    return new Held(vitals.files(), threads(vitals), vitals.children(), heap, vitals.resident());
  }

  /** Without the JDK's own, which wait a minute for the next process. */
  private static long threads(Vitals vitals) throws IOException {
    return vitals.threads().stream().filter(name -> !name.equals("process reaper")).count();
  }

  /** Fails when more is held than before, now and for longer than a moment. */
  void assertNotMoreThan(Held before, Vitals vitals) throws Exception {
    assertThat(heap - before.heap).as("growth of the heap").isLessThanOrEqualTo(HEAP);
    if (Soak.isOn())
      assertThat(resident - before.resident).as("growth of memory").isLessThanOrEqualTo(RESIDENT);
    Await.until("no more than " + before + " is held", () -> by(vitals).fitsInto(before));
  }

  private boolean fitsInto(Held room) {
    return files <= room.files && threads <= room.threads && children <= room.children;
  }
}
