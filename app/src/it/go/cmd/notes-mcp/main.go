package main

import (
	"bufio"
	"os"
	"strings"

	notes "example.org/notes-mcp"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		line := lines.Text()
		_, rest, found := strings.Cut(line, `"id":`)
		if !found {
			continue
		}
		id := rest[:strings.IndexAny(rest, ",}")]
		os.Stdout.WriteString(`{"jsonrpc":"2.0","id":` + id + `,"result":` + answer(line) + "}\n")
	}
}

func answer(line string) string {
	if strings.Contains(line, `"initialize"`) {
		return `{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},` +
			`"serverInfo":{"name":"notes","version":"1"}}`
	}
	if strings.Contains(line, `"tools/list"`) {
		return `{"tools":[{"name":"version","inputSchema":{"type":"object"}}]}`
	}
	return `{"content":[{"type":"text","text":"` + notes.Version + `"}]}`
}
