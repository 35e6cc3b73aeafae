package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said by calls of tools is said by commands to who types. */
class ByCommandTest {
  @Test
  void aCallIsTheCommandThatDoesTheSame() {
    check(
        "Call it like this: call_dynamic_server_tool {\"server_name\": \"n\", \"tool_name\": "
            + "\"add\", \"parameters\": {\"a\": \"it's {\"}}",
        "Call it like this: hotplug call n add '{\"a\":\"it'\\''s {\"}'");
    check("get_server_logs {\"server_name\": \"n\"} shows its output.",
        "hotplug logs n shows its output.");
    check("Use one of: a. list_available_servers {} shows them with their files.",
        "Use one of: a. hotplug list shows them with their files.");
    check("End them: uninstall_mcp_server {\"server_name\": \"n\", \"delete_files\": true}.",
        "End them: hotplug uninstall n --delete-files.");
    check("uninstall_mcp_server {\"server_name\": \"n\", \"delete_files\": false}",
        "hotplug uninstall n");
  }

  @Test
  void callsThatAreAskedForAreRun() {
    check(
        "Call install_mcp_server_from_git {\"git_url\": \"https://x/y.git\", \"ref\": \"c0ffee\", "
            + "\"server_name\": \"n\", \"subdir\": \"a b\"}, then call this again.",
        "Run hotplug install https://x/y.git --ref c0ffee --name n --subdir 'a b', then call this "
            + "again.");
    check("Wait, or call get_server_logs {\"server_name\": \"n\"}.",
        "Wait, or run hotplug logs n.");
  }

  @Test
  void whatACommandDoesItselfIsToBeTriedAgain() {
    check("Call load_mcp_server_dynamically {\"server_name\": \"n\"} to start it.",
        "Try again to start it.");
    check(
        "Mend the cause and call reload_mcp_server {\"server_name\": \"n\"}; get_server_logs "
            + "{\"server_name\": \"n\"} shows its whole output, get_server_history "
            + "{\"server_name\": \"n\"} how each start ended.",
        "Mend the cause and try again; hotplug logs n shows its whole output.");
  }

  @Test
  void toLoadWhatIsToBeApprovedIsToApproveIt() {
    check("If they agree, call load_mcp_server_dynamically {\"server_name\": \"n\", \"approve\": "
        + "\"c0ffee\"}.", "If they agree, run hotplug approve n.");
  }

  @Test
  void whatIsNoCallOfOursStays() {
    for (var text : new String[]{"", "call this again", "Set \"timeout\" {1}.",
        "get_tool_info {\"tool_name\": \"t\"} first; then go on.",
        "Call call_dynamic_server_tool {\"server_name\": …}."}) {
      check(text, text);
    }
  }

  private static void check(String calls, String commands) {
    assertThat(ByCommand.of(calls)).isEqualTo(commands);
  }
}
