package dev.hotplug.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a file holds, as text: exact, so that encoding it again gives the same bytes. */
sealed interface FileText {
  /** 4 MiB: a thousand times a long file, and as much as a wrong path may cost us. */
  int LARGEST_BYTES = 4 << 20;

  /** The whole text with its byte order mark, if it has one. */
  record Loaded(String text) implements FileText {}

  record Missing() implements FileText {}

  /** {@code what} is a clause, {@code mend} a sentence. */
  record Unreadable(int line, int column, String what, String mend) implements FileText {
    Unreadable(String what, String mend) {
      this(1, 1, what, mend);
    }
  }

  /** Reads {@code file}, following links. */
  static FileText of(Path file) {
    try {
      if (Files.isRegularFile(file)) return decoded(bytes(file));
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return new Missing();
      return new Unreadable(Files.isDirectory(file) ? "this is a folder"
          : "this is no regular file, or a link to nothing", "Put a JSON file there.");
    } catch (AccessDeniedException _) {
      return new Unreadable("you may not read this file", "Correct its permissions.");
    } catch (IOException e) {
      return new Unreadable("reading this file failed: " + e.getMessage(), "Try again.");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST_BYTES + 1);
    }
  }

  private static FileText decoded(byte[] bytes) {
    if (bytes.length > LARGEST_BYTES) {
      return new Unreadable("this file is larger than " + (LARGEST_BYTES >> 20) + " MiB",
          "Name a file that lists MCP servers.");
    }
    var out = CharBuffer.allocate(bytes.length);
    // A new decoder reports malformed input; the convenient ones replace it.
    var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
    var text = out.flip().toString();
    return result.isError() ? notUtf8(text) : new Loaded(text);
  }

  private static Unreadable notUtf8(String head) {
    var lines = new Lines(head);
    return new Unreadable(lines.line(head.length()), lines.column(head.length()),
        "from here on this file is not UTF-8", "Save it as UTF-8.");
  }
}
