module example.org/notes-mcp

go 1.21
