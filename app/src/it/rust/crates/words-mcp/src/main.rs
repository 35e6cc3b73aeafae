use std::io::{self, BufRead, Write};

fn main() {
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let Some(at) = line.find("\"id\":") else { continue };
        let id: String = line[at + 5..].chars().take_while(|c| !",}".contains(*c)).collect();
        println!(r#"{{"jsonrpc":"2.0","id":{id},"result":{}}}"#, answer(&line));
        io::stdout().flush().unwrap();
    }
}

fn answer(line: &str) -> String {
    if line.contains("\"initialize\"") {
        return concat!(
            r#"{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"#,
            r#""serverInfo":{"name":"words","version":"1"}}"#
        )
        .into();
    }
    if line.contains("\"tools/list\"") {
        return r#"{"tools":[{"name":"version","inputSchema":{"type":"object"}}]}"#.into();
    }
    format!(r#"{{"content":[{{"type":"text","text":"{}"}}]}}"#, words::VERSION)
}
