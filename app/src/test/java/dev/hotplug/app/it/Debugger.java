package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Waits on a thread of its own for a JVM to attach itself, and can make its main thread end as no
 * program means to.
 */
final class Debugger implements AutoCloseable {
  private static final String ERROR = "java.lang.OutOfMemoryError";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;
  private final FutureTask<VirtualMachine> machine;

  private Debugger(ListeningConnector connector) throws Exception {
    this.connector = connector;
    arguments = connector.defaultArguments();
    set("localAddress", "127.0.0.1");
    set("port", "0");
    set("timeout", Long.toString(LIMIT.toMillis()));
    address = connector.startListening(arguments);
    machine = new FutureTask<>(() -> connector.accept(arguments));
    Thread.ofPlatform().daemon().name("debugger").start(machine);
  }

  private void set(String argument, String value) {
    requireNonNull(arguments.get(argument), argument).setValue(value);
  }

  static Debugger listening() throws Exception {
    for (var connector : Bootstrap.virtualMachineManager().listeningConnectors()) {
      if (connector.transport().name().equals("dt_socket")) return new Debugger(connector);
    }
    throw new IllegalStateException("this JDK has no debugger over sockets");
  }

  /** The option with which a JVM attaches itself. */
  String option() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=n,quiet=y,address=" + address;
  }

  /** Throws one of the errors that every JVM holds ready in the thread that runs {@code main}. */
  void failMain() throws Exception {
    var attached = machine.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    var main = attached.allThreads()
        .stream()
        .filter(thread -> thread.name().equals("main"))
        .findFirst()
        .orElseThrow();
    main.stop(attached.classesByName(ERROR).getFirst().instances(1).getFirst());
  }

  @Override
  public void close() throws IOException, IllegalConnectorArgumentsException {
    connector.stopListening(arguments);
  }
}
