// A receiver of OTLP/HTTP that costs next to nothing: takes what comes over kept connections and answers 200 without content.
//
//     receiver PORT
//
// One thread, poll(2), Content-Length only. SIGUSR1 lets it read on and answer nothing, as a collector that hangs; SIGUSR2 lets
// it answer again what comes from then on.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { CONNECTIONS = 64, HEAD = 16384 };

// What has arrived of a request: its head until that is complete, then how much of its content is missing.
struct connection {
  size_t length;
  size_t missing;
  char head[HEAD + 1];
};

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n";
static volatile sig_atomic_t hangs;
static struct pollfd files[CONNECTIONS + 1];
static struct connection *connections[CONNECTIONS + 1];
static int count = 1;

static void change(int number) { hangs = number == SIGUSR1; }

// The value of Content-Length, or 0.
static size_t content_length(const char *head) {
  const char *line = strcasestr(head, "\r\ncontent-length:");
  return line ? strtoul(line + 17, NULL, 10) : 0;
}

// Takes bytes; false when the connection is to end.
static int take(int file, struct connection *state, const char *bytes, size_t length) {
  while (length > 0) {
    if (state->missing > 0) {
      size_t part = length < state->missing ? length : state->missing;
      state->missing -= part;
      bytes += part;
      length -= part;
    } else {
      if (state->length == HEAD) return 0;
      state->head[state->length++] = *bytes++;
      length--;
      if (state->length < 4 || memcmp(state->head + state->length - 4, "\r\n\r\n", 4) != 0) continue;
      state->head[state->length] = 0;
      state->length = 0;
      state->missing = content_length(state->head);
    }
    if (state->length == 0 && state->missing == 0 && !hangs &&
        write(file, answer, sizeof answer - 1) != sizeof answer - 1)
      return 0;
  }
  return 1;
}

static void welcome(void) {
  int file = accept(files[0].fd, NULL, NULL);
  if (file < 0) return;
  struct connection *state = count <= CONNECTIONS ? calloc(1, sizeof *state) : NULL;
  if (!state) {
    close(file);
    return;
  }
  setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  files[count] = (struct pollfd){.fd = file, .events = POLLIN};
  connections[count++] = state;
}

static void dismiss(int index) {
  close(files[index].fd);
  free(connections[index]);
  files[index] = files[--count];
  connections[index] = connections[count];
}

int main(int argc, char **argv) {
  static char bytes[1 << 18];
  if (argc != 2) return 64;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGUSR1, change);
  signal(SIGUSR2, change);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  files[0] = (struct pollfd){.fd = socket(AF_INET, SOCK_STREAM, 0), .events = POLLIN};
  setsockopt(files[0].fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (bind(files[0].fd, (struct sockaddr *)&address, sizeof address) || listen(files[0].fd, 16)) return 71;
  for (;;) {
    if (poll(files, (nfds_t)count, -1) < 0) continue;
    for (int index = count - 1; index > 0; index--) {
      if (!files[index].revents) continue;
      ssize_t length = read(files[index].fd, bytes, sizeof bytes);
      if (length < 0 && errno == EINTR) continue;
      if (length <= 0 || !take(files[index].fd, connections[index], bytes, (size_t)length)) dismiss(index);
    }
    if (files[0].revents) welcome();
  }
}
