package dev.hotplug.installer;

import dev.hotplug.installer.GitUrl.Allow;
import dev.hotplug.installer.GitUrl.Credentials;
import dev.hotplug.installer.GitUrl.Reading;
import dev.hotplug.installer.GitUrl.Reading.Refused;
import dev.hotplug.installer.GitUrl.Reading.Url;
import dev.hotplug.installer.GitUrl.Way;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one address. What git would take is much more than what is safe or meant: helpers that are
 * commands ({@code ext::}), options ({@code -u}), plain text over the net.
 */
final class UrlReading {
  private static final String EXAMPLE = "Give the repository's address, such as https://github.com/owner/repository.";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)(::|://).*");
  private static final Pattern SCP = Pattern.compile("(?:([^/:]*)@)?([^/:@]+):(.*)");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]*");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
  private static final Pattern LOCAL = Pattern.compile("\\.{0,2}(/.*)?");

  private final String text;
  private final Allow allow;

  UrlReading(String text, Allow allow) {
    this.text = text;
    this.allow = allow;
  }

  Reading result() {
    if (text.isBlank()) return refused("git_url is empty.", EXAMPLE);
    if (hasControls(text)) return controls();
    if (text.startsWith("-")) {
      return refused("git_url begins with a dash, as an option of git would.", EXAMPLE);
    }
    var scheme = SCHEME.matcher(text);
    if (!scheme.matches()) return withoutScheme();
    if (text.startsWith("::", scheme.end(1))) {
      return refused("git_url names a helper program of git's, which would run a command.",
          EXAMPLE);
    }
    return withScheme(text.substring(0, scheme.end(1)).toLowerCase(Locale.ROOT));
  }

  private Reading withScheme(String scheme) {
    return switch (scheme) {
      case "https", "ssh", "file" -> parsed(scheme);
      case "http", "git" -> refused(
          "git_url begins with " + scheme + "://, which is neither encrypted nor authenticated.",
          "Use https:// or ssh:// instead.");
      case "git+https", "git+ssh", "git+file" -> refused("git_url begins with git+, as pip has it.",
          "Leave git+ out, and give what stands behind an @ or # as ref or subdir.");
      default ->
        refused("git_url begins with " + scheme + "://, which nothing is fetched from.", EXAMPLE);
    };
  }

  private Reading parsed(String scheme) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      return refused("git_url is no well-formed URL: there is a character in it that has to be"
          + " written as %XX.", EXAMPLE);
    }
    if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
      return refused("git_url has something behind a # or ?, which is no part of an address.",
          "Give a branch, tag or commit as ref, and a folder as subdir.");
    }
    return scheme.equals("file") ? file(uri) : remote(scheme, uri);
  }

  private Reading remote(String scheme, URI uri) {
    var host = uri.getHost();
    if (host == null || !HOST.matcher(host).matches()) {
      return refused("git_url has no host that could be asked.", EXAMPLE);
    }
    var path = UrlPath.of(uri);
    if (path == null) return refused("git_url has a path that no repository can have.", EXAMPLE);
    host = host.toLowerCase(Locale.ROOT) + port(scheme, uri.getPort());
    var advice = BrowserUrl.advice(scheme, host, path.parts());
    if (advice != null) {
      return refused("git_url is the address of a page about a repository.", advice);
    }
    if (path.refBehindAt() != null) return refBehindAt(path.refBehindAt());
    return scheme.equals("https") ? https(uri, host, path) : ssh(uri, host, path);
  }

  /** Never split: some hosts have an @ in their paths, and a guess would fetch something else. */
  private static Refused refBehindAt(String ref) {
    return refused("git_url ends in @" + ref + ", which looks like a branch, tag or commit.",
        "Give git_url without it, and ref: \"" + ref + "\" as an argument of its own.");
  }

  private static Reading https(URI uri, String host, UrlPath path) {
    return new Url(new GitUrl(Way.HTTPS, "https://" + host + path.raw(), host, path.parts(),
        credentials(uri.getUserInfo())));
  }

  private static @Nullable Credentials credentials(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) return null;
    int colon = userInfo.indexOf(':');
    return colon < 0 ? new Credentials(userInfo, "")
        : new Credentials(userInfo.substring(0, colon), userInfo.substring(colon + 1));
  }

  private static Reading ssh(URI uri, String host, UrlPath path) {
    var user = uri.getUserInfo();
    if (user != null && !USER.matcher(user).matches()) return badSshUser();
    var at = user == null ? "" : user + "@";
    return new Url(
        new GitUrl(Way.SSH, "ssh://" + at + host + path.raw(), host, path.parts(), null));
  }

  private static Refused badSshUser() {
    return refused("git_url has a user name that ssh cannot take, or a password in it.",
        "Give ssh://git@host/path, and let ssh's own keys or agent prove who you are.");
  }

  private Reading withoutScheme() {
    if (LOCAL.matcher(text).matches()) return local(text);
    var scp = SCP.matcher(text);
    if (scp.matches())
      return scpLike(scp.group(1), text.substring(scp.start(2), scp.end(2)),
          text.substring(scp.end(2) + 1));
    if (text.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+/.+")) {
      return refused("git_url does not say how to reach its host.", "Put https:// before it.");
    }
    if (text.matches("[\\w-]+/[\\w.-]+")) {
      return refused("git_url has only an owner and a name.",
          "Give the whole address; on GitHub that is https://github.com/" + text + ".");
    }
    return refused("git_url is neither a URL nor a path.", EXAMPLE);
  }

  private static Reading scpLike(@Nullable String user, String host, String rest) {
    if (user != null && !USER.matcher(user).matches()) return badSshUser();
    var path = HOST.matcher(host).matches() ? UrlPath.of(rest) : null;
    if (path == null || rest.startsWith("-")) {
      return refused("git_url looks like host:path, but ssh could not take it.",
          "Give git@host:owner/repository or ssh://git@host/owner/repository.");
    }
    if (path.refBehindAt() != null) return refBehindAt(path.refBehindAt());
    var at = user == null ? "" : user + "@";
    host = host.toLowerCase(Locale.ROOT);
    return new Url(new GitUrl(Way.SSH, at + host + ":" + path.raw(), host, path.parts(), null));
  }

  private Reading file(URI uri) {
    var authority = uri.getRawAuthority();
    boolean hasHost = authority != null && !authority.equals("localhost");
    if (hasHost || uri.getPath() == null) {
      return refused("git_url is a file:// URL with a host in it.",
          "Write file:///path for a repository of this machine.");
    }
    return local(uri.getPath());
  }

  private Reading local(String where) {
    if (allow == Allow.REMOTE) {
      return refused("git_url is a repository of this machine, and these are not allowed.",
          "Give an https or ssh address, or start Hotplug with --allow-local"
              + " (hotplug serve --allow-local, hotplug install --allow-local).");
    }
    // They may have been encoded.
    if (hasControls(where)) return controls();
    try {
      var path = Path.of(where).toAbsolutePath().normalize();
      var named = path.endsWith(".git") ? path.getParent() : path;
      if (named == null || named.getFileName() == null) {
        return refused("git_url is the root of the file system.", EXAMPLE);
      }
      return new Url(new GitUrl(Way.LOCAL, path.toString(), "",
          List.of(named.getFileName().toString()), null));
    } catch (InvalidPathException _) {
      return refused("git_url is no path of this machine.", EXAMPLE);
    }
  }

  private static String port(String scheme, int port) {
    boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 22);
    return usual ? "" : ":" + port;
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static Refused controls() {
    return refused("git_url has a line break or another control character in it.", EXAMPLE);
  }

  private static Refused refused(String what, String instead) {
    return new Refused(what + " Nothing was fetched. " + instead);
  }
}
