package dev.hotplug.app.console;

import dev.hotplug.app.console.Key.Named;
import dev.hotplug.app.tools.Signature;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.List;

/** What fills the middle of the screen, and what keys mean there. Pure. */
sealed interface Panel {
  /** What comes of a key. */
  record Step(Panel panel, Wish wish) {
    private static Step to(Panel panel) {
      return new Step(panel, new Wish.Nothing());
    }
  }

  /** What somebody wants done. */
  sealed interface Wish {
    /** Nothing more than to see. */
    record Nothing() implements Wish {}

    /** The server started anew. */
    record Reload() implements Wish {}

    /** The server built and started anew. */
    record Build() implements Wish {}

    /** A tool called with arguments, a JSON object. */
    record Call(String tool, Span arguments) implements Wish {}

    /** An end. */
    record Quit() implements Wish {}
  }

  /** What happens. */
  record Overview() implements Panel {}

  /**
   * The tools.
   *
   * @param chosen which of them is; 0 where there are none
   */
  record Tools(List<Tool> all, int chosen) implements Panel {
    public Tools {
      all = List.copyOf(all);
    }

    private Tools moved(int by) {
      return new Tools(all, Math.clamp(chosen + by, 0, Math.max(0, all.size() - 1)));
    }
  }

  /**
   * The arguments for a tool, being typed.
   *
   * @param isRefused whether what is typed was to be sent and is no JSON object
   */
  record Arguments(Tool tool, Typing typing, boolean isRefused) implements Panel {
    Arguments(Tool tool, Typing typing) {
      this(tool, typing, false);
    }
  }

  /**
   * The result of a call.
   *
   * @param call the number of the call
   * @param from which line of it is the first to be seen
   */
  record Result(String tool, long call, int from) implements Panel {}

  /**
   * What comes of a key.
   *
   * @param tools those that could be called now
   * @param nextCall the number of the call that would be made now
   */
  default Step after(Key key, List<Tool> tools, long nextCall) {
    return switch (this) {
      case Overview overview -> Panel.command(overview, key, tools);
      case Tools list -> Panel.choose(list, key, tools);
      case Arguments arguments -> Panel.type(arguments, key, tools, nextCall);
      case Result result -> Panel.read(result, key, tools);
    };
  }

  private static Step command(Panel panel, Key key, List<Tool> tools) {
    if (!(key instanceof Key.Typed(var character))) return Step.to(panel);
    return switch (character) {
      case 'r' -> new Step(new Overview(), new Wish.Reload());
      case 'b' -> new Step(new Overview(), new Wish.Build());
      case 't' -> Step.to(new Tools(tools, 0));
      case 'q' -> new Step(panel, new Wish.Quit());
      default -> Step.to(panel);
    };
  }

  private static Step choose(Tools list, Key key, List<Tool> tools) {
    if (!(key instanceof Named named)) return command(list, key, tools);
    return switch (named) {
      case UP -> Step.to(list.moved(-1));
      case DOWN -> Step.to(list.moved(1));
      case HOME -> Step.to(list.moved(-list.chosen));
      case END -> Step.to(list.moved(list.all.size()));
      case ENTER -> Step.to(list.all.isEmpty() ? list : asking(list.all.get(list.chosen)));
      case ESCAPE -> Step.to(new Overview());
      case LEFT, RIGHT, BACKSPACE, CLEAR -> Step.to(list);
    };
  }

  private static Panel asking(Tool tool) {
    return new Arguments(tool, Typing.of(Signature.exampleArguments(tool)));
  }

  private static Step type(Arguments now, Key key, List<Tool> tools, long nextCall) {
    if (key == Named.ESCAPE) return Step.to(new Tools(tools, 0));
    if (key != Named.ENTER) return Step.to(new Arguments(now.tool, now.typing.after(key)));
    var name = now.tool.name();
    return Desk.arguments(now.typing.text())
        .map(arguments -> new Step(new Result(name, nextCall, 0), new Wish.Call(name, arguments)))
        .orElseGet(() -> Step.to(new Arguments(now.tool, now.typing, true)));
  }

  private static Step read(Result result, Key key, List<Tool> tools) {
    if (!(key instanceof Named named)) return command(result, key, tools);
    return switch (named) {
      case UP -> Step.to(new Result(result.tool, result.call, Math.max(0, result.from - 1)));
      case DOWN -> Step.to(new Result(result.tool, result.call, result.from + 1));
      case ESCAPE, ENTER -> Step.to(new Overview());
      case LEFT, RIGHT, HOME, END, BACKSPACE, CLEAR -> Step.to(result);
    };
  }
}
