package dev.hotplug.app.tools;

/** What the two tools that install have in common in their definitions. */
final class InstallSchema {
  /** The parameters, for an input schema. */
  static final String PARAMETERS = """
      "inputSchema": {"type": "object",
      "properties": {
      "git_url": {"type": "string", "description": "https or ssh URL of the repository, without \
      credentials"},
      "server_name": {"type": "string", "description": "What to call the server; by default what \
      it calls itself"},
      "server_file": {"type": "string", "description": "The file to start, if another one than is \
      found"},
      "env_vars": {"type": "object", "additionalProperties": {"type": "string"},
      "description": "Variables for the server: values, which are kept for the user alone, or \
      ${NAME} for those of the environment"},
      "requirements_file": {"type": "string", "description": "pip requirements to install"},
      "auto_detect": {"type": "boolean", "default": true,
      "description": "Whether the repository's files say how to build it; else give server_file"},
      "ref": {"type": "string", "description": "Branch, tag or whole commit"},
      "subdir": {"type": "string", "description": "The server's folder in the repository"},
      "args": {"type": "array", "items": {"type": "string"},
      "description": "Arguments to start the server with"},
      "allow_scripts": {"type": "boolean", "default": false,
      "description": "Whether packages may run scripts of their own while they are installed"},
      "submodules": {"type": "boolean", "default": false,
      "description": "Whether submodules are fetched"},
      "expose": {"enum": ["hotplug", "client"], "default": "hotplug",
      "description": "client lists it in mcpServers, so that the client starts it, too"},
      "confirm": {"type": "string", "description": "The hash of the plan that was agreed to"}},
      "required": ["git_url"]}""";

  /** The fields of an answer that only installing has, for an output schema. */
  static final String FIELDS = """
      "commit": {"type": "string"},
      "plan": {"type": "object", "properties": {
      "server_name": {"type": "string"}, "git_url": {"type": "string"}, \
      "subdir": {"type": "string"}, "commit": {"type": "string"}, \
      "ecosystem": {"type": "string"},
      "steps": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
      "steps_in": {"type": "array", "items": {"type": "string"}},
      "steps_retried_as": {"type": "array", "items": {"type": "array", \
      "items": {"type": "string"}}},
      "start": {"type": "array", "items": {"type": "string"}},
      "other_starts": {"type": "array", "items": {"type": "array", \
      "items": {"type": "string"}}},
      "env": {"type": "array", "items": {"type": "string"}},
      "env_given": {"type": "array", "items": {"type": "string"}},
      "files": {"type": "array", "items": {"type": "string"}},
      "allow_scripts": {"type": "boolean"}, "expose": {"enum": ["hotplug", "client"]},
      "warnings": {"type": "array", "items": {"type": "string"}},
      "evidence": {"type": "array", "items": {"type": "string"}}},
      "required": ["commit", "ecosystem", "steps", "start", "env", "files", "warnings", "evidence"]},
      "confirm": {"type": "string"},
      "candidates": {"type": "array", "items": {"type": "object", "properties": {\
      "what": {"type": "string"}, "argument": {"type": "string"}, "value": {"type": "string"}}, \
      "required": ["what", "argument", "value"]}},
      "step": {"type": "string"},
      "reason": {"type": "string"},
      "log_tail": {"type": "array", "items": {"type": "string"}},
      "log": {"type": "string"}
      """;

  private InstallSchema() {}
}
