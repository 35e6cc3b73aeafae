package dev.hotplug.installer;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML file. Files with a document type are broken for us: nothing is ever fetched
 * or unfolded.
 *
 * @param name without its prefix
 * @param text of its own, stripped
 */
record Markup(String name, Map<String, String> attributes, String text, List<Markup> children) {
  /** Where there is none. */
  static final Markup NONE = new Markup("", Map.of(), "", List.of());

  private static final int DEEPEST = 100;

  Markup {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** The root element of the file {@code name}; {@link #NONE} if there is no such file. */
  static Markup in(Folder folder, String name) {
    var text = folder.text(name);
    if (text.isEmpty()) return NONE;
    var root = read(text.get());
    if (root.isEmpty()) folder.trouble(name, "is broken; it is not read");
    return root.orElse(NONE);
  }

  /** The root element of {@code text}; empty if it is no XML. */
  static Optional<Markup> read(String text) {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        if (reader.getEventType() == XMLStreamConstants.DTD) return Optional.empty();
      }
      return Optional.of(element(reader, 0));
    } catch (XMLStreamException _) {
      return Optional.empty();
    }
  }

  /** Reads up to the end of the element that has just begun. */
  private static Markup element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth == DEEPEST) throw new XMLStreamException("too deep");
    var name = reader.getLocalName();
    var attributes = new LinkedHashMap<String, String>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    var text = new StringBuilder();
    var children = new ArrayList<Markup>();
    for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader
        .next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
          text.append(reader.getText());
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    return new Markup(name, attributes, text.toString().strip(), children);
  }

  /** The elements that {@code path} leads to, name by name: {@code "build", "plugins"}. */
  List<Markup> all(String... path) {
    var level = List.of(this);
    for (var part : path) {
      level = level.stream()
          .flatMap(it -> it.children.stream())
          .filter(it -> it.name.equals(part))
          .toList();
    }
    return level;
  }

  /** The text of the first of them; empty if there is none. */
  String text(String... path) {
    return all(path).stream().map(Markup::text).findFirst().orElse("");
  }

  /** The attribute {@code key}; empty if it has none. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** Whether {@code word} is in its text or in that of anything in it. */
  boolean says(String word) {
    return text.contains(word) || children.stream().anyMatch(it -> it.says(word));
  }
}
