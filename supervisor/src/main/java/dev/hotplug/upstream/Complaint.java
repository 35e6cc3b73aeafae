package dev.hotplug.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server that did not start says another one has, read from its last stderr lines. */
sealed interface Complaint {

  /** A port of TCP. */
  record Port(int number) implements Complaint {}

  /** A port or socket, it does not say which. */
  record SomeAddress() implements Complaint {}

  /** A socket in the file system. */
  record Socket(String path) implements Complaint {}

  /** The name of a container. */
  record Container(String name) implements Complaint {}

  /** A lock, on a file it may or may not name. */
  record Lock() implements Complaint {}

  /** Messages that name the port; the first of these that fits is taken. */
  List<Pattern> PORTS = List.of(
      // Node: listen EADDRINUSE: address already in use 127.0.0.1:3000, or :::3000
      Pattern.compile("EADDRINUSE\\b.{0,200}:(\\d{1,5})\\b"),
      // Node, when that line is no longer among the last: code: 'EADDRINUSE', … port: 3000
      Pattern.compile("code: 'EADDRINUSE'[^}]{0,200}\\bport: (\\d{1,5})\\b"),
      // Go: listen tcp :8080: bind: address already in use
      Pattern.compile("listen tcp[46]? \\S{0,100}:(\\d{1,5}): bind: address already in use"),
      // asyncio, uvicorn: … bind on address ('127.0.0.1', 8000): address already in use
      Pattern.compile("(?i)\\('[^'\n]{0,100}', (\\d{1,5})[^)\n]{0,100}\\).{0,100}already in use"),
      // Docker: Bind for 0.0.0.0:8080 failed: port is already allocated
      Pattern.compile(":(\\d{1,5}) failed: port is already allocated"),
      // Rust's hyper, .NET: error binding to 0.0.0.0:3000: … Address already in use (os error 98)
      Pattern
          .compile("(?i)\\bbind(?:ing)? to .{0,200}:(\\d{1,5})\\b.{0,200}address already in use"),
      // PHP, Deno: Failed to listen on localhost:8000 (reason: Address already in use)
      Pattern.compile("(?i)\\blisten on .{0,200}:(\\d{1,5})\\b.{0,200}address already in use"),
      // Netty, Tomcat: Address already in use: /0.0.0.0:8080; Ruby: … "127.0.0.1" port 3000
      Pattern.compile("(?i)address already in use\\b.{0,200}(?::|\\bport )(\\d{1,5})\\b"),
      // Spring, Vite, Flask: Port 8080 was already in use
      Pattern.compile("(?i)\\bport:? (\\d{1,5}) (?:is|was) (?:already )?(?:in use|used|taken)"),
      Pattern.compile("(?i)already (?:running|listening|in use) on port (\\d{1,5})\\b"));

  /** Node's and Go's: … EADDRINUSE: address already in use /run/notes.sock */
  List<Pattern> SOCKETS = List.of(
      Pattern.compile("(?m)EADDRINUSE: address already in use (/\\S{1,200})$"),
      Pattern.compile("listen unix (/\\S{1,200}): bind: address already in use"));

  Pattern CONTAINER = Pattern.compile("(?i)container name \"/?([^\"]+)\" is already in use");

  Pattern SOME_ADDRESS = Pattern.compile("(?i)EADDRINUSE|address already in use|AddrInUse"
      + "|BindException: .*in use|errno 98\\b|os error 98\\b|errno 48\\b|os error 48\\b");

  Pattern LOCK = Pattern.compile("(?i)database (?:file )?is locked|SQLITE_BUSY"
      + "|resource temporarily unavailable|another instance|already running|may be already in use"
      + "|(?:could not|cannot|can't|unable to|failed to) (?:set|get|obtain|acquire) .{0,30}lock"
      + "|lock .{0,80}(?:is|already) held|SingletonLock|EWOULDBLOCK|BlockingIOError");

  /** The first line of what a program dies of, on most platforms. */
  Pattern HEADLINE = Pattern.compile("^(?:Uncaught )?(?:[\\w$]+\\.)*[A-Z]\\w*(?:Error|Exception)\\b"
      + "|^Traceback \\(most recent call last\\)|^Exception in thread |^panic: |^thread '.{0,100}' panicked"
      + "|(?i:^fatal\\b|^error(?:\\[\\w+])?: )");

  /** Said by those who find another way. */
  Pattern SHRUG = Pattern.compile("(?i)\\b(?:trying|retrying|instead|falling back|skipp(?:ed|ing)"
      + "|using (?:another|a different|the next|port))\\b");

  /**
   * What the lines say, if they complain at the end: what a program complained of before it died of
   * something else did not keep it from starting.
   */
  static Optional<Complaint> in(List<String> stderr) {
    var last = new ArrayList<String>();
    for (var line : stderr) {
      if (HEADLINE.matcher(line).find() && of(line).isEmpty()) last.clear();
      else if (!SHRUG.matcher(line).find()) last.add(line);
    }
    return of(String.join("\n", last));
  }

  private static Optional<Complaint> of(String text) {
    return first(PORTS, text).map(Integer::valueOf)
        .filter(number -> number > 0 && number < 65_536)
        .<Complaint>map(Port::new)
        .or(() -> first(SOCKETS, text).map(Socket::new))
        .or(() -> first(List.of(CONTAINER), text).map(Container::new))
        .or(() -> SOME_ADDRESS.matcher(text).find() ? Optional.of(new SomeAddress())
            : Optional.empty())
        .or(() -> LOCK.matcher(text).find() ? Optional.of(new Lock()) : Optional.empty());
  }

  private static Optional<String> first(List<Pattern> patterns, String text) {
    return patterns.stream()
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::find)
        .map(found -> Objects.requireNonNull(found.group(1)))
        .findFirst();
  }
}
