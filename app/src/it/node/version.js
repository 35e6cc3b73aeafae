// A server that starts quickly. It answers each call with the version in the file it was started
// with, read once at the start, as code is.
const source = require('fs').readFileSync(process.argv[2], 'utf8');
const version = /version=(\S+)/.exec(source)[1];
const answers = {
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'version', version },
  },
  'tools/list': { tools: [{ name: 'version', inputSchema: { type: 'object' } }] },
  'tools/call': { content: [{ type: 'text', text: version }] },
};
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  const result = answers[method];
  if (result) console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
});
