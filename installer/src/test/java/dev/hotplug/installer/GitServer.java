package dev.hotplug.installer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** An https server on this machine, with a certificate of its own, that speaks git's protocol. */
final class GitServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String NOBODYS_COMMIT = "1".repeat(40);

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path certificate;

  /** A server that keeps its certificate in {@code folder}. */
  GitServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    certificate = folder.resolve("server.p12");
    makeCertificate(folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(threads);
    server.start();
  }

  private void makeCertificate(Path folder) throws InterruptedException {
    var home = Objects.requireNonNull(System.getProperty("java.home"));
    var line = List.of(Path.of(home, "bin", "keytool").toString(), "-genkeypair", "-keystore",
        certificate.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "server",
        "-dname", "CN=localhost", "-keyalg", "EC", "-groupname", "secp256r1", "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    var ending = new DirectCommands().run(new Commands.Command(line, folder, Map.of()),
        new Commands.Limits(Duration.ofMinutes(1), 1_000_000), text -> {});
    if (!(ending instanceof Commands.Ending.Exited exited && exited.isSuccess())) {
      throw new AssertionError(ending);
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance(certificate.toFile(), PASSWORD.toCharArray());
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** What makes a connection of this JVM trust it. */
  SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
    return context().getSocketFactory();
  }

  /** What makes another JVM trust it. */
  List<String> trust() {
    return List.of("-Djavax.net.ssl.trustStore=" + certificate,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** The address of {@code path}, asked for with {@code userInfo@} or with nothing. */
  String url(String userInfo, String path) {
    return "https://" + userInfo + "localhost:" + server.getAddress().getPort() + path;
  }

  void on(String path, HttpHandler handler) {
    server.createContext(path, exchange -> {
      try (exchange) {
        handler.handle(exchange);
      }
    });
  }

  /** Serves {@code repo} to whoever sends that header, or to everybody when it is empty. */
  void serve(String path, Repo repo, String authorization) {
    serve(path, repo, authorization, new ArrayList<>());
  }

  /** Does so, and puts down which header came. */
  void serve(String path, Repo repo, String authorization, Collection<String> told) {
    on(path, exchange -> {
      var given = exchange.getRequestHeaders().getFirst("Authorization");
      told.add(path + " " + given);
      if (!authorization.isEmpty() && !authorization.equals(given)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (exchange.getRequestMethod().equals("GET")) {
        advertise(exchange, repo);
      } else {
        upload(exchange, repo);
      }
    });
  }

  private static void advertise(HttpExchange exchange, Repo repo) throws IOException {
    var out = answer(exchange, "advertisement");
    var lines = new PacketLineOut(out);
    lines.writeString("# service=git-upload-pack\n");
    lines.end();
    var upload = new UploadPack(repo.git);
    upload.setBiDirectionalPipe(false);
    upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
  }

  private static void upload(HttpExchange exchange, Repo repo) throws IOException {
    var upload = new UploadPack(repo.git);
    upload.setBiDirectionalPipe(false);
    try (InputStream in = body(exchange)) {
      upload.upload(in, answer(exchange, "result"), null);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static OutputStream answer(HttpExchange exchange, String what) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-" + what);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  /** Offers one commit, and sends as its pack one object of that type and size without an end. */
  void serveWithoutEnd(String path, int type, long size) {
    on(path, exchange -> {
      if (exchange.getRequestMethod().equals("GET")) {
        var lines = new PacketLineOut(answer(exchange, "advertisement"));
        lines.writeString("# service=git-upload-pack\n");
        lines.end();
        lines.writeString(
            NOBODYS_COMMIT + " HEAD\0multi_ack_detailed shallow ofs-delta no-progress\n");
        lines.end();
      } else {
        exchange.getRequestBody().readAllBytes();
        sendWithoutEnd(answer(exchange, "result"), type, size);
      }
    });
  }

  private static void sendWithoutEnd(OutputStream out, int type, long size) throws IOException {
    var lines = new PacketLineOut(out);
    lines.writeString("shallow " + NOBODYS_COMMIT);
    lines.end();
    lines.writeString("NAK\n");
    out.write("PACK\0\0\0\2\0\0\0\1".getBytes(StandardCharsets.ISO_8859_1));
    writeHeader(out, type, size);
    var random = new Random(1);
    var noise = new byte[8192];
    try (var zipped = new DeflaterOutputStream(out)) {
      while (true) {
        random.nextBytes(noise);
        zipped.write(noise);
      }
    }
  }

  /** Four bits of the size behind the type, then seven by seven. */
  private static void writeHeader(OutputStream out, int type, long size) throws IOException {
    long left = size >>> 4;
    out.write((int) ((type << 4) | (size & 0xf)) | (left > 0 ? 0x80 : 0));
    while (left > 0) {
      out.write((int) (left & 0x7f) | (left > 0x7f ? 0x80 : 0));
      left >>>= 7;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
