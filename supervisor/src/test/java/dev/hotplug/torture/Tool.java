package dev.hotplug.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tools of a scripted server; {@link Tools} holds what they do. The slashes keep the formatter
 * from joining the table's lines.
 */
enum Tool {
  ECHO("Answers with the text it is given.", Param.text("text")), //
  VERSION("Answers with the version this server was started with."), //
  ADD("Answers with the sum of two numbers.", Param.number("a"), Param.number("b")), //
  BIG("Answers with a text of so many bytes.", Param.whole("bytes")), //
  GIANT("Answers with a number, nested, or invalid, this big; or begins an endless line.",
      Param.text("kind"), Param.whole("size")), //
  IMAGE("Answers with a text and a picture of one pixel."), //
  FAIL("Answers that it failed, saying why.", Param.text("text")), //
  RPC_ERROR("Answers with a JSON-RPC error.", Param.whole("code"), Param.text("message")), //
  STRUCTURED("Answers with structured content, unknown fields and odd number forms."), //
  SLEEP("Answers after so many milliseconds, unless cancelled.", Param.whole("ms"),
      Param.maybeText("text")), //
  HANG("Never answers."), //
  LATE("Answers after so many milliseconds, even when cancelled.", Param.whole("ms"),
      Param.maybeText("text")), //
  DUP("Answers twice, in one write."), //
  EARLY("Answers the next requests, too, before they are made."), //
  TORN("Answers in two writes, the first of which ends within a character."), //
  UNKNOWN_ID("Answers requests that were never made, then this one."), //
  STRING_ID("Answers with the id turned into a string."), //
  JUNK("Prints one kind of junk, or every kind, then answers.", Param.maybeText("kind")), //
  BLANK("Prints blank lines, then answers."), //
  EXIT("Ends the process with this code instead of answering.", Param.whole("code")), //
  KILL_SELF("Sends itself this signal, such as KILL.", Param.text("signal")), //
  CLOSE_STDOUT("Closes stdout instead of answering, and goes on living."), //
  STDERR("Writes a line to stderr, once or as often as told.", Param.text("text"),
      Param.maybeWhole("times")), //
  SIDE_EFFECT("Appends a line to the counter file, then answers.", Param.maybeText("text")), //
  ENV("Answers with the value of an environment variable.", Param.text("name")), //
  CWD("Answers with the current directory."), //
  PID("Answers with the id of the process."), //
  CANCELLED("Answers with the cancellations received so far, each with its call's text, if any."), //
  PROGRESS("Reports progress in so many steps, then answers, then reports so many more.",
      Param.whole("steps"), Param.maybeWhole("more")), //
  ASK_CLIENT("Sends a request to the client, answers with the raw reply.", Param.text("method")), //
  ADD_TOOL("Adds a tool of this name and tells the client.", Param.text("name")), //
  LOG("Sends a log message to the client.", Param.text("text"));

  private final String description;

  /** {@code List.of}, which is immutable; the checker cannot know. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Param> params;

  Tool(String description, Param... params) {
    this.description = description;
    this.params = List.of(params);
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tool as {@code tools/list} shows it, with {@code more} parameters. */
  Json described(List<Param> more) {
    var all = new ArrayList<>(params);
    all.addAll(more);
    return describe(id(), description, all).with("annotations",
        Json.Members.of("destructiveHint", Json.Literal.FALSE));
  }

  /** One of which nothing is said but its name and parameters. */
  static Json.Members describe(String name, String description, List<Param> params) {
    return Json.Members.of("name", Json.text(name))
        .with("description", Json.text(description))
        .with("inputSchema", schema(params));
  }

  private static Json schema(List<Param> params) {
    var properties = Json.Members.NONE;
    var required = new Json.Items(List.of());
    for (var param : params) {
      properties = properties.with(param.name(), param.schema());
      if (param.required()) required = required.and(Json.text(param.name()));
    }
    return Json.Members.of("type", Json.text("object"))
        .with("properties", properties)
        .with("required", required);
  }
}
