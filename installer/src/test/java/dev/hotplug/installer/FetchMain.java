package dev.hotplug.installer;

/** The program that fetches, without the app around it. */
final class FetchMain {
  private FetchMain() {}

  public static void main(String[] args) {
    System.exit(FetchProgram.run(System.getenv(), System.out::println));
  }
}
