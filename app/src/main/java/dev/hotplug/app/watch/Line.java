package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command line, and the folder that it is run in.
 *
 * @param words the program and its arguments; never empty
 * @param folder absolute
 */
record Line(List<String> words, Path folder) {
  Line {
    words = List.copyOf(words);
  }

  /** The program's name without the folder. */
  String program() {
    var name = Path.of(words.getFirst()).getFileName();
    return name == null ? words.getFirst() : name.toString();
  }

  /**
   * What follows the program's options.
   *
   * @param valued options whose value is the next word
   */
  Optional<Line> operands(Set<String> valued) {
    for (int i = 1; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals("--")) return from(i + 1);
      if (!word.startsWith("-") || word.equals("-")) return from(i);
      if (valued.contains(word)) i++;
    }
    return Optional.empty();
  }

  /** The same from a word on. */
  Optional<Line> from(int word) {
    return word < words.size() ? Optional.of(new Line(words.subList(word, words.size()), folder))
        : Optional.empty();
  }

  /** The same arguments for another program. */
  Line withProgram(String name) {
    var all = new ArrayList<>(words);
    all.set(0, name);
    return new Line(all, folder);
  }

  Line in(Path other) {
    return new Line(words, other);
  }

  /** The value of the first of these options, in either form: two words, or with an equals sign. */
  Optional<String> value(String... options) {
    for (int i = 1; i < words.size(); i++) {
      for (var option : options) {
        if (words.get(i).equals(option) && i + 1 < words.size()) {
          return Optional.of(words.get(i + 1));
        }
        if (words.get(i).startsWith(option + "=")) {
          return Optional.of(words.get(i).substring(option.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  Path path(String word) {
    return folder.resolve(word).normalize();
  }

  String first() {
    return words.getFirst();
  }
}
