package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends what those have begun who were killed over it; whoever is still at something is left alone.
 */
record Repair(Installer.Parts parts) {

  /** What could not be mended, a sentence each. */
  List<String> run() {
    var troubles = new ArrayList<String>();
    try {
      for (var name : ledger().names()) resume(name, troubles);
      Staging.sweep(Staging.parent(parts.folders().servers()));
    } catch (IOException e) {
      troubles
          .add("What earlier installations left could not be looked through: " + e.getMessage());
    }
    return troubles;
  }

  private void resume(String name, List<String> troubles) {
    if (!isInTheMiddle(name)) return;
    try (var claim = Claims.on(parts.folders().servers(), name).orElse(null)) {
      if (claim == null) return;
      Files.deleteIfExists(AtomicFile.unfinished(ledger().file(name)));
      if (ledger().isDamaged(name)) setAside(name, troubles);
      var record = ledger().record(name);
      if (record.isPresent()) new Teardown(parts).resume(record.get());
    } catch (IOException e) {
      troubles.add("What was left of \"" + name + "\" could not be taken away: " + e.getMessage());
    }
  }

  private boolean isInTheMiddle(String name) {
    return Files.exists(AtomicFile.unfinished(ledger().file(name))) || ledger().isDamaged(name)
        || ledger().record(name).filter(record -> !record.state().isAtRest()).isPresent();
  }

  private void setAside(String name, List<String> troubles) throws IOException {
    var file = ledger().file(name);
    var aside = Path.of(file + ".bad-" + parts.clock().instant().getEpochSecond());
    Files.move(file, aside);
    troubles.add(
        "What is known of the installed server \"" + name + "\" makes no sense, and is in " + aside
            + " now. Its files and its entry are as they were; install it again to have it known.");
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }
}
