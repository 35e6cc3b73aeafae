package dev.hotplug.app.compare;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hotplug.spec.Cut;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people and models get to see of values that were compared: no secret, be it known by its
 * value or by the name of its member, and of what is long only the beginning.
 *
 * @param redaction takes out the secrets that are known by their values
 */
public record Shown(Redaction redaction) {
  /** In characters. */
  private static final int LONGEST_PATH = 300;

  private static final TextNode HIDDEN = TextNode.valueOf("[redacted]");

  /** A member in a path, as it stands there: plain or as a JSON string. */
  private static final Pattern MEMBER = Pattern
      .compile("\\.([A-Za-z_][\\w-]*+)|\\[(\"(?:[^\"\\\\]|\\\\.)*+\")]");

  /** {@code json}, at most {@code most} characters. */
  public String json(Span json, int most) {
    try {
      return Cut.of(clean(json.tree()).toString(), most);
    } catch (JsonProcessingException _) {
      // Too deep to be looked into, and so to be shown.
      return "{…}";
    }
  }

  /** {@code text} itself, at most {@code most} characters. */
  public String words(String text, int most) {
    return Cut.of(Redaction.withoutLikelySecrets(redaction.clean(text)), most);
  }

  /** The same difference; a value whose JSON is longer than {@code most} is its beginning. */
  public Difference of(Difference difference, int most) {
    boolean isSecret = isSecret(difference.path());
    return new Difference(words(difference.path(), LONGEST_PATH),
        value(difference.before(), isSecret, most), value(difference.after(), isSecret, most));
  }

  private @Nullable JsonNode value(@Nullable JsonNode value, boolean isSecret, int most) {
    if (value == null) return null;
    if (isSecret) return HIDDEN;
    var clean = clean(value);
    if (clean.isTextual()) return TextNode.valueOf(Cut.of(clean.asText(), most));
    var json = clean.toString();
    return json.length() <= most ? clean : TextNode.valueOf(Cut.of(json, most));
  }

  private JsonNode clean(JsonNode value) {
    return Redaction.withoutLikelySecrets(redaction.clean(value));
  }

  /** Whether a member on the way to a place has the name of a secret. */
  private static boolean isSecret(String path) {
    return MEMBER.matcher(path).results().anyMatch(member -> Redaction.isSecret(name(member)));
  }

  private static String name(MatchResult member) {
    var plain = member.group(1);
    if (plain != null) return plain;
    return requireNonNull(Span.of(requireNonNull(member.group(2))).text());
  }
}
