/* A client that makes load: starts the server its arguments name and initializes it, prints
 *   initialized NANOSECONDS            since before the fork
 * and then, for each line of its stdin
 *   CALLS IN_FLIGHT PARAMS             tools/call so often, so many at a time, with these params
 * one line:
 *   WALL CPU P50 P99 BYTES             in nanoseconds, CPU its own; BYTES is how much was answered
 * An answer that is an error, or says so, ends it with 1. It reads no JSON but finds ids. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROOM (32u << 20)
#define NAMED 200

static int to, from;
static char *buffer;
static size_t at, held;
static long next_id = 1;

static void die(const char *why) {
  fprintf(stderr, "load: %s\n", why);
  exit(1);
}

static long long nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long cpu(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000000LL +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1000LL;
}

static void say(const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(to, text, length);
    if (written <= 0) die("the server does not read");
    text += written;
    length -= (size_t) written;
  }
}

/* The id of an answer, which stands near its start or its end; -1 for what is no answer. */
static long id_of(const char *line, size_t length) {
  static const char METHOD[] = "{\"jsonrpc\":\"2.0\",\"method\"";
  static const char NAME[] = "\"id\":";
  if (length >= sizeof METHOD - 1 && !memcmp(line, METHOD, sizeof METHOD - 1)) return -1;
  size_t near = length < NAMED ? length : NAMED;
  const char *name = memmem(line, near, NAME, sizeof NAME - 1);
  if (!name) name = memmem(line + length - near, near, NAME, sizeof NAME - 1);
  return name ? strtol(name + sizeof NAME - 1, NULL, 10) : -1;
}

static int is_error(const char *line, size_t length) {
  size_t near = length < NAMED ? length : NAMED;
  return memmem(line, near, "\"error\":", 8) || memmem(line, near, "\"isError\":true", 14) ||
         memmem(line + length - near, near, "\"isError\":true", 14);
}

/* Waits for an answer; its id. At the end of what is held, more is read. */
static long heard(size_t *bytes) {
  size_t looked = at;
  while (1) {
    char *newline = memchr(buffer + looked, '\n', held - looked);
    if (newline) {
      char *line = buffer + at;
      size_t length = (size_t) (newline - line);
      at = looked = (size_t) (newline + 1 - buffer);
      long id = id_of(line, length);
      if (id < 0) continue;
      if (is_error(line, length)) {
        fprintf(stderr, "%.*s\n", (int) (length < 2000 ? length : 2000), line);
        die("an error was answered");
      }
      *bytes += length;
      return id;
    }
    looked = held;
    if (at > 0) {
      memmove(buffer, buffer + at, held - at);
      held -= at;
      looked -= at;
      at = 0;
    }
    ssize_t got = read(from, buffer + held, ROOM - held);
    if (got <= 0) die("the server has ended");
    held += (size_t) got;
  }
}

/* Whether the next answer is held already. */
static int is_held(void) {
  return memchr(buffer + at, '\n', held - at) != NULL;
}

static int by_size(const void *one, const void *other) {
  long long a = *(const long long *) one, b = *(const long long *) other;
  return (a > b) - (a < b);
}

/* Each request is a write of its own, as it is with clients. */
static void ask(long id, const char *params) {
  static char message[4096];
  int length = snprintf(message, sizeof message,
                        "{\"jsonrpc\":\"2.0\",\"id\":%ld,\"method\":\"tools/call\",\"params\":%s}\n",
                        id, params);
  if (length >= (int) sizeof message) die("the params are too long");
  say(message, (size_t) length);
}

static void call(long calls, long in_flight, const char *params) {
  long first = next_id, sent = 0, ended = 0;
  long long *times = calloc((size_t) calls, sizeof *times);
  size_t bytes = 0;
  if (!times) die("no memory");
  long long cpu_before = cpu(), begun = nanos();
  while (ended < calls) {
    for (; sent < calls && sent - ended < in_flight; sent++) {
      times[sent] = nanos();
      ask(first + sent, params);
    }
    do {
      long id = heard(&bytes) - first;
      if (id < 0 || id >= sent) die("an answer to nothing that was asked");
      times[id] = nanos() - times[id];
      ended++;
    } while (is_held());
  }
  long long wall = nanos() - begun, own = cpu() - cpu_before;
  next_id += calls;
  qsort(times, (size_t) calls, sizeof *times, by_size);
  printf("%lld %lld %lld %lld %zu\n", wall, own, times[calls / 2], times[calls * 99 / 100], bytes);
  fflush(stdout);
  free(times);
}

static pid_t start(char **command) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC)) die("no pipe");
  pid_t server = fork();
  if (server == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    execvp(command[0], command);
    _exit(127);
  }
  close(in[0]), close(out[1]);
  to = in[1];
  from = out[0];
  return server;
}

static void initialize(long long begun) {
  static const char FIRST[] =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
      "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"load\",\"version\":\"1\"}}}\n";
  static const char THEN[] = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
  size_t bytes = 0;
  say(FIRST, sizeof FIRST - 1);
  heard(&bytes);
  printf("initialized %lld\n", nanos() - begun);
  fflush(stdout);
  say(THEN, sizeof THEN - 1);
}

int main(int argc, char **argv) {
  if (argc < 2) die("usage: load COMMAND [ARGUMENT...]");
  buffer = malloc(ROOM);
  if (!buffer) die("no memory");
  long long begun = nanos();
  pid_t server = start(argv + 1);
  initialize(begun);
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    char *rest;
    if (line[length - 1] == '\n') line[length - 1] = 0;
    long calls = strtol(line, &rest, 10), in_flight = strtol(rest, &rest, 10);
    if (calls < 1 || in_flight < 1) die("not: CALLS IN_FLIGHT PARAMS");
    call(calls, in_flight, rest + 1);
  }
  close(to);
  waitpid(server, NULL, 0);
  return 0;
}
