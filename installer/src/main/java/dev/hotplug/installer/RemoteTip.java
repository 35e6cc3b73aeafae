package dev.hotplug.installer;

import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.HttpTransport;

/**
 * Asks a remote which commit a branch or tag leads to, and fetches nothing. Changes settings of the
 * whole JVM, as {@link GitCheckout} does. Confined to one thread.
 */
record RemoteTip(FetchOrder order) {
  private static final int SECONDS_OF_SILENCE = 20;

  FetchAnswer run() throws Unfetchable {
    NoGitConfiguration.install();
    var connections = new GitConnections(order, order::bytes);
    HttpTransport.setConnectionFactory(connections);
    try {
      var asking = Git.lsRemoteRepository()
          .setRemote(order.address())
          .setCredentialsProvider(connections.credentials())
          .setTimeout(SECONDS_OF_SILENCE);
      if (order.ref() != null) asking.setHeads(true).setTags(true);
      return answer(asking.callAsMap());
    } catch (GitAPIException e) {
      throw FetchFault.of(e, order.address());
    }
  }

  private FetchAnswer answer(Map<String, Ref> all) throws Unfetchable {
    var name = order.ref() == null ? Constants.HEAD : new Refs(all.keySet()).named(order.ref());
    var ref = all.get(name);
    var id = ref == null ? null
        : ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
    if (id == null) {
      throw new Unfetchable("The repository at " + order.address() + " is empty.",
          "Check the address, or give a branch as ref.");
    }
    return FetchAnswer.got(id.name(), List.of()).named(name);
  }
}
