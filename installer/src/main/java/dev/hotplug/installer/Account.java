package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one detection has seen and what the user should know, in the order of its finding. Confined
 * to the thread that detects.
 */
final class Account {
  private final Set<String> evidence = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Notes what was read in {@code file} of {@code folder}: {@code bin "x"}. */
  void saw(Folder folder, String file, String what) {
    evidence.add(Plain.text(folder.inside(file).orElse(file)) + ": " + what);
  }

  /** Notes a whole sentence for the user. */
  void warn(String sentence) {
    warnings.add(sentence);
  }

  List<String> evidence() {
    return new ArrayList<>(evidence);
  }

  List<String> warnings() {
    return new ArrayList<>(warnings);
  }
}
