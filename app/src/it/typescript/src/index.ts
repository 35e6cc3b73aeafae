// A server on the official SDK for the integration tests, whose one tool tells its version.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

const version: string = "v1";

const server = new McpServer({ name: "versioned", version });
server.registerTool("version", { description: "Tells its version." }, () => ({
  content: [{ type: "text", text: version }],
}));
await server.connect(new StdioServerTransport());
