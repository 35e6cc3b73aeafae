package dev.hotplug.installer;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants installed.
 *
 * @param url where its repository is, as somebody wrote it; it may hold credentials
 * @param ref a branch, a tag or a whole commit; empty for the remote's default branch
 * @param submodules whether these are fetched, too
 * @param name what to call the server; empty for what it calls itself
 * @param env the variables that it is given: a value, or a reference such as <code>${TOKEN}</code>
 *   that is written as it stands
 */
public record InstallRequest(String url, Optional<String> ref, boolean submodules,
    Optional<String> name, Wishes wishes, Map<String, String> env, Listing.Exposure exposure) {
  public InstallRequest {
    env = Map.copyOf(env);
  }

  @Override
  public String toString() {
    return "InstallRequest[ref " + ref + ", name " + name + ", env " + env.keySet() + "]";
  }
}
