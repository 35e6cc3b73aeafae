package dev.hotplug.installer;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What has to be said to every Java program of a build, since Java asks the system for the user's
 * home, whatever {@code HOME} says, and knows nothing of the variables that name proxies.
 */
final class JavaOptions {
  private static final URI CENTRAL = URI.create("https://repo.maven.apache.org/maven2/");
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

  private JavaOptions() {}

  /**
   * The value of {@code JAVA_TOOL_OPTIONS}.
   *
   * @param environment what a build sees, which may name proxies
   */
  static String of(Map<String, String> environment, Path home, Path temporary) {
    var options = new ArrayList<String>();
    add("user.home", home.toString(), options);
    add("java.io.tmpdir", temporary.toString(), options);
    for (var proxy : new EnvironmentProxies(environment).select(CENTRAL)) {
      if (proxy.address() instanceof InetSocketAddress at) proxy(proxy.type(), at, options);
    }
    var exempt = exempt(environment);
    if (!exempt.isEmpty()) add("http.nonProxyHosts", String.join("|", exempt), options);
    return String.join(" ", options);
  }

  private static void proxy(Proxy.Type type, InetSocketAddress at, List<String> options) {
    var port = String.valueOf(at.getPort());
    if (type == Proxy.Type.SOCKS) {
      add("socksProxyHost", at.getHostString(), options);
      add("socksProxyPort", port, options);
      return;
    }
    for (var scheme : List.of("http", "https")) {
      add(scheme + ".proxyHost", at.getHostString(), options);
      add(scheme + ".proxyPort", port, options);
    }
    // Maven's own client does not look at these by itself.
    add("aether.connector.http.useSystemProperties", "true", options);
    add("aether.transport.http.useSystemProperties", "true", options);
  }

  /** A host that is exempt stands for those below it, too. */
  private static List<String> exempt(Map<String, String> environment) {
    var hosts = new ArrayList<String>();
    environment.forEach((name, value) -> {
      if (!name.toLowerCase(Locale.ROOT).equals("no_proxy")) return;
      for (var host : SEPARATOR.split(value.strip(), -1)) {
        var bare = host.replaceFirst("^\\*?\\.", "");
        if (!bare.isEmpty()) hosts.addAll(List.of(bare, "*." + bare));
      }
    });
    return hosts;
  }

  /** In quotes, as a path may hold blanks. */
  private static void add(String key, String value, List<String> options) {
    options.add("-D" + key + "=\"" + value + '"');
  }
}
