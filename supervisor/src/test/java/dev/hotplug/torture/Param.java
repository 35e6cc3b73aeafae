package dev.hotplug.torture;

/** One parameter of a tool, as its schema says it. */
record Param(String name, String type, boolean required) {

  static Param text(String name) {
    return new Param(name, "string", true);
  }

  static Param number(String name) {
    return new Param(name, "number", true);
  }

  static Param whole(String name) {
    return new Param(name, "integer", true);
  }

  static Param maybeText(String name) {
    return new Param(name, "string", false);
  }

  static Param maybeWhole(String name) {
    return new Param(name, "integer", false);
  }

  Json schema() {
    return Json.Members.of("type", Json.text(type));
  }
}
