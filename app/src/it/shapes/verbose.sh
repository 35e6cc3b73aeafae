#!/bin/sh
# An MCP server of a few milliseconds: its tool `big` answers with $1 letters.
while read -r line; do
  id=${line#*'"id":'}
  answer='{"jsonrpc":"2.0","id":'${id%%,*}',"result":'
  case $line in
    *'"initialize"'*) echo "$answer"'{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"sh","version":"1"}}}' ;;
    *'"tools/list"'*) echo "$answer"'{"tools":[{"name":"big","inputSchema":{"type":"object"}}]}}' ;;
    *'"tools/call"'*)
      printf '%s' "$answer"'{"content":[{"type":"text","text":"'
      head -c "$1" /dev/zero | tr '\0' x
      echo '"}]}}'
      ;;
  esac
done
