package dev.hotplug.installer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that {@code https_proxy}, {@code all_proxy} and {@code no_proxy} name, in either
 * case: what git and curl heed and the JDK does not.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 1080;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    var proxy = value("https_proxy");
    if (proxy.isEmpty()) proxy = value("all_proxy");
    if (proxy.isEmpty() || uri.getHost() == null || isExempt(uri.getHost())) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(proxy(proxy));
  }

  private static Proxy proxy(String text) {
    var uri = URI.create(text.contains("://") ? text : "http://" + text);
    var scheme = String.valueOf(uri.getScheme());
    var type = scheme.startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    return new Proxy(type, InetSocketAddress.createUnresolved(String.valueOf(uri.getHost()), port));
  }

  private boolean isExempt(String host) {
    for (var part : value("no_proxy").split("[,\\s]+", -1)) {
      var suffix = part.replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT);
      boolean isBelow = !suffix.isEmpty() && host.toLowerCase(Locale.ROOT).endsWith("." + suffix);
      if (part.equals("*") || host.equalsIgnoreCase(suffix) || isBelow) return true;
    }
    return false;
  }

  private String value(String name) {
    var lower = environment.getOrDefault(name, "");
    return lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
        : lower.strip();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The connection itself reports it.
  }
}
