package dev.hotplug.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns, each as wide as it must be. Confined to one thread. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** One with a heading over each column. */
  Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with as many cells as there are headings. */
  void add(String... cells) {
    if (cells.length != rows.getFirst().size()) throw new IllegalArgumentException("ragged");
    rows.add(List.of(cells));
  }

  /** All rows, a line each. */
  String text() {
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(row.get(column));
        line.append(" ".repeat(width(column) - row.get(column).length())).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
