// A server that lists the tools in the file it was started with, whatever they are like.
const tools = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const answers = {
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'listing', version: '1' },
  },
  'tools/list': { tools },
  'tools/call': { content: [{ type: 'text', text: 'called' }] },
};
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  const result = answers[method];
  if (result) console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
});
