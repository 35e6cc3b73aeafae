package dev.hotplug.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The tools of a server, as they were when somebody agreed to them or as they are now: names,
 * descriptions, schemas, annotations. What only looks different is the same.
 *
 * @param tools by name
 */
public record ApprovedTools(SortedMap<String, Definition> tools) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of one definition, in characters; and of all of them together. */
  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_IN_ALL = 1024 * 1024;

  public ApprovedTools {
    tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
  }

  /**
   * One tool.
   *
   * @param hash SHA-256 of the whole definition, in hexadecimal
   * @param text the definition as JSON in a canonical form, without secrets; empty where it is too
   *   long to be kept
   */
  public record Definition(String hash, Optional<String> text) {}

  /**
   * A tool that nobody has agreed to as it is.
   *
   * @param before as it was agreed to; empty for one that was not there
   */
  public record Unapproved(String name, Optional<Definition> before, Definition now) {}

  /**
   * Those that a server describes.
   *
   * @param definitions each tool's own JSON, by name
   * @param secrets what is taken out of the texts that are kept
   */
  public static ApprovedTools of(Map<String, String> definitions, Collection<String> secrets) {
    return of(definitions, new Scrub(secrets)::text);
  }

  /** The same, where {@code scrub} takes secrets out of what is kept. */
  static ApprovedTools of(Map<String, String> definitions, UnaryOperator<String> scrub) {
    var tools = new TreeMap<String, Definition>();
    int left = LONGEST_IN_ALL;
    for (var tool : new TreeMap<>(definitions).entrySet()) {
      var definition = definition(tool.getValue(), scrub, Math.min(left, LONGEST));
      left -= definition.text().map(String::length).orElse(0);
      tools.put(tool.getKey(), definition);
    }
    return new ApprovedTools(tools);
  }

  private static Definition definition(String json, UnaryOperator<String> scrub, int longest) {
    try {
      var tree = JSON.readTree(json);
      var hash = PlanHash
          .ofTexts(List.of(CanonicalJson.of(tree, UnaryOperator.identity()).toString()));
      return new Definition(hash, Optional.of(CanonicalJson.of(tree, scrub).toString())
          .filter(text -> text.length() <= longest));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a definition is JSON", e);
    }
  }

  /** One of them; empty where there is none of that name. */
  public Optional<Definition> find(String tool) {
    return Optional.ofNullable(tools.get(tool));
  }

  /** One for all of them: what somebody hands back to agree to these very tools. */
  public String hash() {
    return PlanHash.ofTexts(tools.entrySet()
        .stream()
        .map(tool -> tool.getKey() + " " + tool.getValue().hash())
        .toList());
  }

  /**
   * Those of {@code now} that these do not cover, by name. A tool that is gone can do no harm, so
   * nobody has to agree to that.
   */
  public List<Unapproved> unapproved(ApprovedTools now) {
    return now.tools()
        .entrySet()
        .stream()
        .filter(tool -> !covers(tool.getKey(), tool.getValue()))
        .map(tool -> new Unapproved(tool.getKey(), find(tool.getKey()), tool.getValue()))
        .toList();
  }

  private boolean covers(String name, Definition definition) {
    return find(name).filter(approved -> approved.hash().equals(definition.hash())).isPresent();
  }
}
