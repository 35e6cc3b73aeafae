package dev.hotplug.app.lint;

import dev.hotplug.upstream.Stopped.EndedBy;
import dev.hotplug.upstream.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at one generation by all rules. */
public final class Lint {
  /** So many tools are named for a fault that each of them has. */
  static final int MOST_OF_A_RULE = 100;

  private Lint() {}

  /** What is wrong, in the order of the rules. */
  public static List<Finding> of(Subject subject) {
    var findings = new ArrayList<Finding>(ConductRules.catalog(subject));
    toolRules(subject.server())
        .forEach(rule -> findings.addAll(ofTools(subject.last().tools(), rule)));
    Stream
        .<Function<Subject, Optional<Finding>>>of(ConductRules::order, ConductRules::annotations,
            ConductRules::slow, ConductRules::noise, ConductRules::ending)
        .forEach(rule -> rule.apply(subject).ifPresent(findings::add));
    findings.sort(Comparator.comparing(Finding::rule));
    return List.copyOf(findings);
  }

  /** What is wrong with how a generation ended, {@code who} being the beginning of the sentence. */
  public static Optional<String> ending(String who, EndedBy how) {
    return ConductRules.ending(who, how).map(Finding::sentence);
  }

  private static Stream<Function<Tool, Optional<Finding>>> toolRules(String server) {
    return Stream.of(tool -> NameRules.tooLong(server, tool),
        tool -> NameRules.shortened(server, tool), NameRules::characters, NameRules::description,
        SchemaRules::combination, SchemaRules::propertyNames, SchemaRules::types,
        SchemaRules::required);
  }

  private static List<Finding> ofTools(List<Tool> tools, Function<Tool, Optional<Finding>> rule) {
    var all = tools.stream().flatMap(tool -> rule.apply(tool).stream()).toList();
    if (all.size() <= MOST_OF_A_RULE) return all;
    var first = new ArrayList<>(all.subList(0, MOST_OF_A_RULE));
    first.add(Finding.of(all.getFirst().rule(),
        "It is so with " + Words.tools(all.size() - MOST_OF_A_RULE) + " more."));
    return first;
  }

  /** A sentence for each rule of {@code findings}, which are in the order of the rules. */
  static List<String> sentences(List<Finding> findings) {
    var sentences = new ArrayList<String>();
    for (int from = 0; from < findings.size();) {
      int to = from + 1;
      while (to < findings.size() && isTold(findings.get(to), findings.get(from))) to++;
      sentences.add(sentence(findings.subList(from, to)));
      from = to;
    }
    return sentences;
  }

  /** What a catalog says of its tools is a sentence for each already. */
  private static boolean isTold(Finding finding, Finding by) {
    return finding.rule() == by.rule() && by.rule() != Rule.BAD_TOOL;
  }

  private static String sentence(List<Finding> same) {
    var first = same.getFirst().sentence();
    if (same.size() == 1) return first;
    var others = same.stream().skip(1).flatMap(finding -> finding.tool().stream()).toList();
    return first + " It is so with " + Words.names(others) + ", too.";
  }
}
