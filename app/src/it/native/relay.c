/* A proxy that does nothing: it starts a server and copies bytes, both ways, with two threads. What
 * it adds to a call is what any process in between adds on this machine. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM (64 * 1024)

struct way {
  int from;
  int to;
};

static void *copy(void *argument) {
  struct way *way = argument;
  char *buffer = malloc(ROOM);
  ssize_t got;
  while (buffer && (got = read(way->from, buffer, ROOM)) > 0) {
    for (char *at = buffer; got > 0;) {
      ssize_t written = write(way->to, at, (size_t) got);
      if (written <= 0) return NULL;
      at += written;
      got -= written;
    }
  }
  close(way->to);
  free(buffer);
  return NULL;
}

int main(int argc, char **argv) {
  int in[2], out[2];
  if (argc < 2 || pipe(in) || pipe(out)) return 2;
  pid_t server = fork();
  if (server == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    close(in[0]), close(in[1]), close(out[0]), close(out[1]);
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  close(in[0]), close(out[1]);
  struct way there = {STDIN_FILENO, in[1]};
  struct way back = {out[0], STDOUT_FILENO};
  pthread_t thread;
  if (pthread_create(&thread, NULL, copy, &there)) return 1;
  copy(&back);
  waitpid(server, NULL, 0);
  return 0;
}
