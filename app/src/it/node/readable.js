// Prints for each list of tools in the file it is given whether the official client can read it.
const { ListToolsResultSchema } = require('@modelcontextprotocol/sdk/types.js');
const lists = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
for (const tools of lists) console.log(ListToolsResultSchema.safeParse({ tools }).success);
