// The floor of the comparison: GET /tokens answered by one thread with epoll and OpenSSL, and nothing that the job does
// not need. It is no server to run: it knows one consumer, and trusts its peers to send complete, well-formed heads.
//
//   floor PORT
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "token.h"

enum {
  LONGEST_INPUT = 16 * 1024,
  LONGEST_RESPONSE = LONGEST_TOKEN + 1024,
  SHORTEST_REQUEST = 44,  // bytes, of those that get a token; shorter ones get less than their share of output
  EVENTS_PER_WAIT = 128,
};

struct connection {
  int socket;
  size_t filled;
  char input[LONGEST_INPUT];
};

// Responses of one wake-up of one connection, written together. Shared by all, as they are served one after the other.
static char output[LONGEST_RESPONSE * (LONGEST_INPUT / SHORTEST_REQUEST)];

// What a second changes: the time in claims and in `Date`.
static struct {
  time_t now;
  char date[sizeof "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"];
} second;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void look_at_clock(void) {
  struct timespec clock;
  clock_gettime(CLOCK_REALTIME, &clock);
  if (clock.tv_sec == second.now) return;
  second.now = clock.tv_sec;
  struct tm parts;
  gmtime_r(&second.now, &parts);
  strftime(second.date, sizeof second.date, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
}

#define APPEND_LITERAL(target, literal) ((char *)memcpy(target, literal, sizeof(literal) - 1) + sizeof(literal) - 1)

static char *append_token_response(char *p, const char *username, size_t length) {
  static const char before_token[] = "{\"access_token\":\"", after_token[] = "\",\"expires_in\":900}";

  p = APPEND_LITERAL(p, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: ");
  p = uuid_write(p);
  p = APPEND_LITERAL(p,
      "\r\nAccess-Control-Allow-Origin: *\r\n"
      "Access-Control-Allow-Headers: Content-Type, Authorization, Accept-Version, X-Consumer-Id, "
      "X-Consumer-Username, X-Anonymous-Consumer\r\n"
      "Access-Control-Allow-Methods: GET, POST, OPTIONS\r\n"
      "Vary: Accept-Version\r\n"
      "Cache-Control: no-store, no-cache, must-revalidate\r\nPragma: no-cache\r\n");
  p = APPEND_LITERAL(p, second.date);

  char token[LONGEST_TOKEN];
  size_t token_length = (size_t)(token_mint(token, username, length, second.now) - token);
  p += sprintf(p, "Content-Length: %zu\r\n\r\n", sizeof before_token - 1 + token_length + sizeof after_token - 1);
  p = APPEND_LITERAL(p, before_token);
  p = (char *)memcpy(p, token, token_length) + token_length;
  return APPEND_LITERAL(p, after_token);
}

// Finds the value of X-Consumer-Username between `line`, the start of a field line, and `end`. NULL without one, or
// with one that would have to be escaped in JSON.
static const char *find_username(const char *line, const char *end, size_t *length) {
  static const char name[] = "X-Consumer-Username:";
  while (line < end) {
    const char *line_end = memchr(line, '\r', (size_t)(end - line));
    if (!line_end) return NULL;
    if (line_end - line > (ptrdiff_t)sizeof name && strncasecmp(line, name, sizeof name - 1) == 0) {
      const char *value = line + sizeof name - 1;
      while (value < line_end && *value == ' ') value++;
      *length = (size_t)(line_end - value);
      if (*length == 0 || *length > LONGEST_USERNAME) return NULL;
      for (const char *p = value; p < line_end; p++)
        if ((unsigned char)*p < ' ' || *p == '"' || *p == '\\') return NULL;
      return value;
    }
    line = line_end + 2;
  }
  return NULL;
}

static char *append_response(char *p, const char *head, const char *head_end) {
  static const char request_line[] = "GET /tokens HTTP/1.1\r\n";
  if ((size_t)(head_end - head) < sizeof request_line || memcmp(head, request_line, sizeof request_line - 1) != 0)
    return APPEND_LITERAL(p, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  size_t length;
  const char *username = find_username(head + sizeof request_line - 1, head_end, &length);
  if (!username) return APPEND_LITERAL(p, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
  return append_token_response(p, username, length);
}

// Reads once, answers every complete request, writes once. Returns 0 when the connection is over; so it is for a
// client that asks without reading.
static int serve(struct connection *connection) {
  ssize_t count = read(connection->socket, connection->input + connection->filled,
      sizeof connection->input - connection->filled);
  if (count <= 0) return count < 0 && errno == EAGAIN;
  connection->filled += (size_t)count;

  const char *head = connection->input, *end = connection->input + connection->filled, *head_end;
  char *p = output;
  while ((head_end = memmem(head, (size_t)(end - head), "\r\n\r\n", 4))) {
    p = append_response(p, head, head_end + 2);
    head = head_end + 4;
  }
  connection->filled = (size_t)(end - head);
  if (connection->filled == sizeof connection->input) return 0;
  memmove(connection->input, head, connection->filled);
  return p == output || write(connection->socket, output, (size_t)(p - output)) == p - output;
}

static int listen_on(int port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (listener < 0) fail("socket");
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, 1024) != 0) fail("listen");
  return listener;
}

static void accept_all(int poll, int listener) {
  int client;
  while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    struct connection *connection = malloc(sizeof *connection);
    if (!connection) fail("malloc");
    connection->socket = client;
    connection->filled = 0;
    epoll_ctl(poll, EPOLL_CTL_ADD, client, &(struct epoll_event){.events = EPOLLIN, .data.ptr = connection});
  }
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: floor PORT\n");
    return 64;
  }
  signal(SIGPIPE, SIG_IGN);
  token_prepare();
  int listener = listen_on(atoi(arguments[1]));
  int poll = epoll_create1(0);
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN, .data.ptr = NULL});

  struct epoll_event events[EVENTS_PER_WAIT];
  for (;;) {
    int ready = epoll_wait(poll, events, EVENTS_PER_WAIT, -1);
    look_at_clock();
    for (int i = 0; i < ready; i++) {
      struct connection *connection = events[i].data.ptr;
      if (!connection) {
        accept_all(poll, listener);
      } else if (!serve(connection)) {
        close(connection->socket);
        free(connection);
      }
    }
  }
}
