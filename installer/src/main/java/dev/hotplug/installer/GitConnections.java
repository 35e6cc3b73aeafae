package dev.hotplug.installer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.function.LongSupplier;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one fetch: only https, with credentials only to the host they are for, and no
 * more bytes than are left. Confined to the thread that fetches.
 */
final class GitConnections implements HttpConnectionFactory {
  private final FetchOrder order;
  private final LongSupplier bytesLeft;
  private URI current;

  /** The connections to what {@code order} names, until {@link #expect} names another. */
  GitConnections(FetchOrder order, LongSupplier bytesLeft) {
    this.order = order;
    this.bytesLeft = bytesLeft;
    this.current = home();
  }

  /** Has the next connections go to {@code address}, a submodule's. */
  void expect(String address) {
    current = URI.create(address);
  }

  /** Where the credentials belong; nowhere without any. */
  private URI home() {
    return order.password() == null ? URI.create("") : URI.create(order.address());
  }

  /** What answers a server that asks who we are; it asks nobody. */
  CredentialsProvider credentials() {
    return new Given();
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    // JGit would take what it sent to the one host along to the other.
    boolean isLedAway = order.password() != null && !isAt(current, url.getHost(), url.getPort());
    if (!url.getProtocol().equals("https") || isLedAway) {
      throw new Unfetchable("The server sent us on to another address, " + url.getHost() + ".",
          "Give that address as git_url if you trust it.");
    }
    return new Connection(url, proxy);
  }

  private static boolean isAt(URI place, @Nullable String host, int port) {
    return place.getHost() != null && place.getHost().equalsIgnoreCase(host)
        && usual(place.getPort()) == usual(port);
  }

  private static int usual(int port) {
    return port < 0 ? 443 : port;
  }

  /** Gives the credentials to the host they are for, and to no other that it sends us to. */
  private final class Given extends CredentialsProvider {
    private boolean isGiven;

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
      return order.password() != null;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
      boolean isTheirs = isAt(home(), uri.getHost(), uri.getPort());
      if (isGiven || order.password() == null || !isTheirs) return false;
      isGiven = true;
      for (var item : items) {
        if (item instanceof CredentialItem.Username user) {
          user.setValue(order.user());
        } else if (item instanceof CredentialItem.Password password) {
          password.setValue(order.password().toCharArray());
        } else {
          return false;
        }
      }
      return true;
    }
  }

  private final class Connection extends JDKHttpConnection {
    Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Metered(super.getInputStream(), bytesLeft.getAsLong(), order.bytes());
    }
  }
}
