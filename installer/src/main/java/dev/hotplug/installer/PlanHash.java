package dev.hotplug.installer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** SHA-256 over the canonical text of things: JSON arrays of strings, in a fixed order. */
final class PlanHash {
  private PlanHash() {}

  /** All of {@code plan}. */
  static String of(Plan plan) {
    var all = array();
    all.add(plan.name())
        .add(plan.url())
        .add(plan.subdir().orElse(""))
        .add(plan.commit())
        .add(plan.ecosystem())
        .add(orders(plan.steps()))
        .add(texts(plan.start()));
    var otherStarts = all.addArray();
    plan.otherStarts().forEach(line -> otherStarts.add(texts(line)));
    all.add(texts(plan.env()))
        .add(texts(plan.given()))
        .add(texts(plan.files()))
        .add(plan.allowScripts())
        .add(plan.exposure().name())
        .add(plan.inputs())
        .add(texts(plan.warnings()))
        .add(texts(plan.evidence()));
    // What lies between is told as far as it can be found out; it changes nothing.
    plan.change().ifPresent(change -> all.add(change.from()).add(change.isTagMoved()));
    return sha256(all);
  }

  /** What {@code request} says that is secret, or in no other part of a plan. */
  static String of(InstallRequest request) {
    var all = array().add(request.submodules());
    new TreeMap<>(request.env()).forEach((name, value) -> all.add(name).add(value));
    return sha256(all);
  }

  /** What {@code steps} build, wherever. */
  static String of(List<Plan.Order> steps) {
    return sha256(orders(steps));
  }

  /** These very texts, in this order. */
  static String ofTexts(Collection<String> texts) {
    return sha256(texts(texts));
  }

  private static ArrayNode orders(List<Plan.Order> steps) {
    var all = array();
    for (var step : steps) {
      all.addArray().add(texts(step.line())).add(step.folder()).add(texts(step.retry()));
    }
    return all;
  }

  private static ArrayNode texts(Collection<String> texts) {
    var all = array();
    texts.forEach(all::add);
    return all;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static String sha256(ArrayNode json) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256")
              .digest(json.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
