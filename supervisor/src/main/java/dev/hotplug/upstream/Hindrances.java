package dev.hotplug.upstream;

import dev.hotplug.spec.Cut;
import dev.hotplug.upstream.Hindrance.Elder;
import dev.hotplug.upstream.Hindrance.Stranger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds out who has what a server that did not start would have needed. Its stderr says that
 * somebody has it; who that is must be seen, for what an older generation has is worth replacing
 * that one, and what anybody else has is not.
 *
 * @param marker that of the server that did not start
 * @param projects the project of another instance, as far as it is known
 */
record Hindrances(Marker marker, Function<String, Optional<String>> projects) {
  private static final Hindrance UNKNOWN = new Hindrance.Unknown();

  /** The JVM locks a file of its own, which hinders nobody. */
  private static final String NO_HINDRANCE = "/hsperfdata_";

  private static final int LONGEST_COMMAND = 200;

  /**
   * What stood in the way of a start.
   *
   * @param stderr its last lines
   * @param elders the processes of the older generations, by generation
   */
  Hindrance behind(List<String> stderr, SortedMap<Long, Footprint> elders, Census census) {
    return Complaint.in(stderr).map(complaint -> switch (complaint) {
      case Complaint.Port(var number) -> port(number, elders, census);
      case Complaint.SomeAddress _ -> someAddress(elders);
      case Complaint.Socket(var path) ->
        holder("the socket " + path, Holdings.at(path), elders, census);
      case Complaint.Container(var name) -> container(name, elders, census);
      case Complaint.Lock _ -> lock(elders);
    }).orElse(UNKNOWN);
  }

  /** Where nobody can look, an older generation is the likeliest holder by far. */
  private Hindrance port(int number, SortedMap<Long, Footprint> elders, Census census) {
    var place = "port " + number;
    if (!Holdings.areVisible())
      return elders.isEmpty() ? UNKNOWN : new Elder(place, elders.lastKey());
    var inodes = Holdings.ports()
        .entrySet()
        .stream()
        .filter(it -> it.getValue() == number)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
    return holder(place, inodes, elders, census);
  }

  private Hindrance holder(String place, Set<Long> inodes, SortedMap<Long, Footprint> elders,
      Census census) {
    if (inodes.isEmpty()) return UNKNOWN;
    Predicate<Long> holds = pid -> Holdings.sockets(pid).stream().anyMatch(inodes::contains);
    var elder = elder(elders, holds);
    if (elder.isPresent()) return new Elder(place, elder.get());
    return census.rows()
        .stream()
        .filter(row -> holds.test(row.pid()))
        .findFirst()
        .map(row -> stranger(place, row, census))
        .orElseGet(() -> new Stranger(sentence(place) + " is held by a process of another user. "
            + "Stop that one, or give this server another place."));
  }

  private static Optional<Long> elder(SortedMap<Long, Footprint> elders, Predicate<Long> holds) {
    return elders.entrySet()
        .stream()
        .filter(elder -> elder.getValue().pids().stream().anyMatch(holds))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A server that does not say which address it wanted wants those of its former self. */
  private static Hindrance someAddress(SortedMap<Long, Footprint> elders) {
    for (var elder : elders.entrySet()) {
      var held = elder.getValue().ports().stream().map(String::valueOf).toList();
      if (!held.isEmpty()) return new Elder("port " + String.join(", ", held), elder.getKey());
    }
    return UNKNOWN;
  }

  /** Containers are the daemon's children; of ours there is only the client that named it. */
  private static Hindrance container(String name, SortedMap<Long, Footprint> elders,
      Census census) {
    return elder(elders, pid -> commandOf(pid, census).contains(name))
        .<Hindrance>map(it -> new Elder("the container name \"" + name + "\"", it))
        .orElse(UNKNOWN);
  }

  private static String commandOf(long pid, Census census) {
    return census.rows()
        .stream()
        .filter(row -> row.pid() == pid)
        .findFirst()
        .map(ProcessTable.Row::command)
        .orElse("");
  }

  private static Hindrance lock(SortedMap<Long, Footprint> elders) {
    for (var elder : elders.entrySet()) {
      var locked = locked(elder.getValue().pids());
      if (locked.isPresent()) return new Elder("a lock on " + locked.get(), elder.getKey());
    }
    return UNKNOWN;
  }

  private static Optional<Path> locked(Collection<Long> pids) {
    return pids.stream()
        .flatMap(pid -> Holdings.locked(pid).stream())
        .filter(file -> !file.toString().contains(NO_HINDRANCE))
        .findFirst();
  }

  private Stranger stranger(String place, ProcessTable.Row row, Census census) {
    var other = Marker.last(census.markers(row));
    var whose = other.map(it -> whose(it, row.pid())).orElseGet(() -> nobodys(row));
    return new Stranger(sentence(place) + " is held by " + whose);
  }

  private String whose(Marker other, long pid) {
    var server = "server \"" + other.server() + "\" of ";
    if (other.instance().equals(marker.instance())) {
      return server + "this Hotplug (pid " + pid
          + "). Unload that one, or give one of them another " + "place.";
    }
    var project = projects.apply(other.instance()).map(it -> ", project " + it).orElse("");
    return server + "another Hotplug (pid " + pid + project
        + "). Unload it there, or give this one " + "another place.";
  }

  private static String nobodys(ProcessTable.Row row) {
    return "pid " + row.pid() + " (" + Cut.of(row.command(), LONGEST_COMMAND)
        + "), which Hotplug did not start. Stop that one, or " + "give this server another place.";
  }

  private static String sentence(String place) {
    return Character.toUpperCase(place.charAt(0)) + place.substring(1);
  }
}
