package dev.hotplug.installer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a git repository is: an address that was found fit to be fetched from. Credentials that it
 * came with are used for the fetch and are in no text that this gives.
 */
public final class GitUrl {
  private final Way way;
  private final String address;
  private final String host;
  private final List<String> path;
  private final @Nullable Credentials credentials;

  /**
   * An address of these parts.
   *
   * @param address what is fetched from, without credentials
   * @param host with the port where it is not the usual one; empty for a local repository
   * @param path the parts of its path, at least one
   */
  GitUrl(Way way, String address, String host, List<String> path,
      @Nullable Credentials credentials) {
    if (path.isEmpty()) throw new IllegalArgumentException("no path: " + address);
    this.way = way;
    this.address = address;
    this.host = host;
    this.path = List.copyOf(path);
    this.credentials = credentials;
  }

  /** Whether repositories of this machine may be installed from. */
  public enum Allow {
    /** Only what {@code https} and {@code ssh} reach. */
    REMOTE,
    /** Paths and {@code file} URLs, too: the user said {@code --allow-local}. */
    LOCAL
  }

  /** What a text turned out to be. */
  public sealed interface Reading {
    /** An address. */
    record Url(GitUrl url) implements Reading {}

    /**
     * Nothing that is fetched from.
     *
     * @param reason what is wrong, what is true now and what to give instead; it never has
     *   credentials
     */
    record Refused(String reason) implements Reading {}
  }

  /** How a repository is reached. */
  enum Way {
    HTTPS,
    SSH,
    LOCAL
  }

  /** What a server wants to know before it gives a private repository. */
  record Credentials(String user, String password) {

    /**
     * What must be in no text: the password, or a token in the user's place; also as it is sent.
     */
    List<String> secrets() {
      var header = Base64.getEncoder()
          .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
      return List.of(password.isEmpty() ? user : password, header);
    }

    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }

  /** Reads an address as a person, a README or a model writes it. */
  public static Reading read(String text, Allow allow) {
    return new UrlReading(text, allow).result();
  }

  /** The address for people, logs and files: without credentials. */
  public String shown() {
    return address;
  }

  /**
   * The host, in lower case and with the port where it is not the usual one; empty for a local
   * repository.
   */
  public String host() {
    return host;
  }

  /**
   * Who keeps the repository: {@code github.com/acme}, {@code gitlab.com/group/sub}. Empty for a
   * local repository and for one without an owner.
   */
  public String owner() {
    if (host.isEmpty() || path.size() < 2) return "";
    return host + "/" + String.join("/", path.subList(0, path.size() - 1));
  }

  /** What the repository is called: the last part of its path, without {@code .git}. */
  public String name() {
    return path.getLast().replaceFirst("\\.git$", "");
  }

  Way way() {
    return way;
  }

  Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GitUrl that && address.equals(that.address)
        && Objects.equals(credentials, that.credentials);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
