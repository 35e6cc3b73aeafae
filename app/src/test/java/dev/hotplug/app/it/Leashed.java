package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One server of a shape in a project, and the lifeline of its newest generation. */
final class Leashed {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private final Shape shape;
  private final Path folder;
  private Lifeline lifeline;
  private int generations = 1;

  private Leashed(Shape shape, Path folder, Lifeline lifeline) {
    this.shape = shape;
    this.folder = folder;
    this.lifeline = lifeline;
  }

  static Leashed in(Project project, Shape shape) throws IOException, InterruptedException {
    var folder = Files.createDirectory(project.folder().resolve(shape.name()));
    project.server(shape.name(), shape.entry(pointer(folder)));
    return new Leashed(shape, folder, lifeline(folder, 1));
  }

  /** A pipe of its own for this generation. */
  private static Lifeline lifeline(Path folder, int generation)
      throws IOException, InterruptedException {
    var made = Lifeline.at(folder.resolve(Integer.toString(generation)));
    Files.writeString(pointer(folder), made.pipe() + "\n");
    return made;
  }

  private static Path pointer(Path folder) {
    return folder.resolve("pointer");
  }

  String name() {
    return shape.name();
  }

  /** That of the generation that was started last, or is started next. */
  Lifeline lifeline() {
    return lifeline;
  }

  /** The next generation is to hold another lifeline. */
  void renew() throws IOException, InterruptedException {
    lifeline = lifeline(folder, ++generations);
  }

  /** Fails unless it runs in as many processes as its shape has; returns how many those are. */
  int assertRuns() throws InterruptedException {
    lifeline.root(LIMIT);
    var holders = lifeline.holders();
    assertThat(holders).as(name()).hasSizeGreaterThanOrEqualTo(shape.processes());
    return holders.size();
  }
}
