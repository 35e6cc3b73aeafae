/** What the server is made of. */
public class Texts {
  private Texts() {}

  /** What its tool answers with. */
  public static String version() {
    return "v0";
  }
}
