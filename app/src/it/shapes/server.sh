#!/bin/sh
# An MCP server of a few milliseconds: its tool `pid` answers with its process id, `hang` never
# answers. While it lives, it holds the named pipe $1 open.
exec 9> "$1"
while read -r line; do
  id=${line#*'"id":'}
  answer='{"jsonrpc":"2.0","id":'${id%%,*}',"result":'
  case $line in
    *'"initialize"'*) echo "$answer"'{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"sh","version":"1"}}}' ;;
    *'"tools/list"'*) echo "$answer"'{"tools":[{"name":"pid","inputSchema":{"type":"object"}},{"name":"hang","inputSchema":{"type":"object"}}]}}' ;;
    *'"hang"'*) ;;
    *'"tools/call"'*) echo "$answer"'{"content":[{"type":"text","text":"'$$'"}]}}' ;;
  esac
done
