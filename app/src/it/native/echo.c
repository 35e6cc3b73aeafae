/* The quickest MCP server we could think of, as the limit of what a proxy in front of one can reach:
 * it reads no JSON but finds the id, and writes each answer by itself, as every server does that
 * flushes what it says. Tools: echo answers with its text, bytes with that many letters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOM (1 << 20)

static const char *const TOOLS =
    "{\"tools\":[{\"name\":\"echo\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
    "{\"text\":{\"type\":\"string\"}}}},{\"name\":\"bytes\",\"inputSchema\":{\"type\":\"object\","
    "\"properties\":{\"size\":{\"type\":\"integer\"}}}}]}";

static const char *const INTRODUCTION =
    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
    "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}";

static void say(const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, text, length);
    if (written <= 0) exit(1);
    text += written;
    length -= (size_t) written;
  }
}

/* What follows name in line, or null. */
static char *after(char *line, const char *name) {
  char *found = strstr(line, name);
  return found ? found + strlen(name) : NULL;
}

static void answer(int id_length, const char *id, const char *result) {
  static char message[2 * ROOM];
  int length = snprintf(message, sizeof message, "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":%s}\n",
                        id_length, id, result);
  say(message, (size_t) length);
}

static void answer_bytes(int id_length, const char *id, size_t size) {
  static const char END[] = "\"}]}}\n";
  char *message = malloc(size + ROOM);
  if (!message) exit(1);
  int head = sprintf(message,
                     "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":{\"content\":[{\"type\":\"text\","
                     "\"text\":\"",
                     id_length, id);
  memset(message + head, 'x', size);
  memcpy(message + head + size, END, sizeof END - 1);
  say(message, (size_t) head + size + sizeof END - 1);
  free(message);
}

static void answer_echo(int id_length, const char *id, char *line) {
  static char result[ROOM];
  char *text = after(line, "\"text\":\"");
  char *end = text ? strchr(text, '"') : NULL;
  snprintf(result, sizeof result, "{\"content\":[{\"type\":\"text\",\"text\":\"%.*s\"}]}",
           end ? (int) (end - text) : 0, text ? text : "");
  answer(id_length, id, result);
}

static void hear(char *line) {
  char *id = after(line, "\"id\":");
  if (!id) return;
  int id_length = (int) strcspn(id, ",}");
  if (strstr(line, "\"tools/call\"")) {
    char *size = after(line, "\"size\":");
    if (size) answer_bytes(id_length, id, strtoul(size, NULL, 10));
    else answer_echo(id_length, id, line);
  } else if (strstr(line, "\"initialize\"")) {
    answer(id_length, id, INTRODUCTION);
  } else if (strstr(line, "\"tools/list\"")) {
    answer(id_length, id, TOOLS);
  } else {
    answer(id_length, id, "{}");
  }
}

int main(void) {
  static char buffer[ROOM + 1];
  size_t held = 0;
  ssize_t got;
  while ((got = read(STDIN_FILENO, buffer + held, ROOM - held)) > 0) {
    held += (size_t) got;
    char *line = buffer;
    char *newline;
    while ((newline = memchr(line, '\n', (size_t) (buffer + held - line)))) {
      *newline = 0;
      hear(line);
      line = newline + 1;
    }
    held = (size_t) (buffer + held - line);
    memmove(buffer, line, held);
  }
  return 0;
}
