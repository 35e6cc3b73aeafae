package dev.hotplug.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What the child that fetches is to do, as it gets it in its environment: there only the user can
 * read it, while a command line is for all.
 *
 * @param way how {@code address} is reached; with ssh the objects are in {@code folder} already,
 *   under {@link GitCheckout#FETCHED}
 * @param user null for no credentials
 * @param password null for no credentials
 * @param ref null for the remote's default branch
 * @param folder where to, absolute
 * @param bytes as in {@link FetchLimits}
 * @param files as in {@link FetchLimits}
 * @param since the commit whose successors are to be told, too; null for none
 * @param aim what is wanted
 */
record FetchOrder(GitUrl.Way way, String address, @Nullable String user, @Nullable String password,
    @Nullable String ref, boolean submodules, String folder, long bytes, int files,
    @Nullable String since, Aim aim) {
  /** What is wanted of a repository. */
  enum Aim {
    /** The files of the commit. */
    FILES,
    /** Only its name. */
    TIP
  }

  /** The variable that holds it. */
  static final String VARIABLE = "HOTPLUG_FETCH";

  private static final ObjectMapper JSON = new ObjectMapper();

  static FetchOrder parse(String json) throws JsonProcessingException {
    return JSON.readValue(json, FetchOrder.class);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts and numbers", e);
    }
  }

  /** Never with the password. */
  @Override
  public String toString() {
    return "FetchOrder[" + address + ", " + ref + "]";
  }
}
