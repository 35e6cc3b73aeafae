package dev.hotplug.spec;

import java.util.List;

/**
 * A JSON value that knows where in its text it stands. Numbers keep the form they are written in.
 */
sealed interface Json {
  /** The first character of the value and the one behind its last, as offsets into the text. */
  Place place();

  /** What it is, for a sentence like "must be a string, but is …". */
  String words();

  record Place(int start, int end) {}

  record Member(Place namePlace, String name, Json value) {}

  record Obj(Place place, List<Member> members) implements Json {
    public Obj {
      members = List.copyOf(members);
    }

    /** Every member of that name: JSON advises against a second one, files have it anyway. */
    List<Member> named(String name) {
      return members.stream().filter(member -> member.name().equals(name)).toList();
    }

    @Override
    public String words() {
      return "an object";
    }
  }

  record Arr(Place place, List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return "a list";
    }
  }

  record Text(Place place, String value) implements Json {
    @Override
    public String words() {
      return "a string";
    }
  }

  record Num(Place place, String digits) implements Json {
    @Override
    public String words() {
      return "a number";
    }
  }

  record Bool(Place place, boolean value) implements Json {
    @Override
    public String words() {
      return Boolean.toString(value);
    }
  }

  record Null(Place place) implements Json {
    @Override
    public String words() {
      return "null";
    }
  }
}
