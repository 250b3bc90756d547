// The floor: GETs through hiredis, sent and read in windows of CONCURRENCY. There are no callers to wake: a window is
// one write, and as few reads as hiredis's buffer of 16 KiB allows.
//
//   get PORT OPERATIONS CONCURRENCY
#define _GNU_SOURCE
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { KEYS = 1000, VALUE_BYTES = 400 };

static struct {
  char name[16];
  size_t length;
} keys[KEYS];

static void fail(const char *what) {
  fprintf(stderr, "get: %s\n", what);
  exit(1);
}

static void read_reply(redisContext *redis) {
  redisReply *reply;
  if (redisGetReply(redis, (void **)&reply) != REDIS_OK) fail(redis->errstr);
  if (reply->type != REDIS_REPLY_STRING || reply->len != VALUE_BYTES) fail("a reply is no value of 400 bytes");
  freeReplyObject(reply);
}

static void get_all(redisContext *redis, long operations, long concurrency) {
  long sent = 0;
  while (sent < operations) {
    long window = operations - sent < concurrency ? operations - sent : concurrency;
    for (long i = 0; i < window; i++) {
      long key = (sent + i) % KEYS;
      const char *arguments[] = {"GET", keys[key].name};
      const size_t lengths[] = {3, keys[key].length};
      if (redisAppendCommandArgv(redis, 2, arguments, lengths) != REDIS_OK) fail(redis->errstr);
    }
    for (long i = 0; i < window; i++) read_reply(redis);
    sent += window;
  }
}

static double cpu_microseconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static double wall_seconds(void) {
  struct timespec clock;
  clock_gettime(CLOCK_MONOTONIC, &clock);
  return clock.tv_sec + clock.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 4) fail("usage: get PORT OPERATIONS CONCURRENCY");
  long operations = atol(argv[2]), concurrency = atol(argv[3]);
  if (operations < 1 || concurrency < 1) fail("OPERATIONS and CONCURRENCY are positive");
  for (int i = 0; i < KEYS; i++) keys[i].length = (size_t)sprintf(keys[i].name, "consumer:%d", i);
  redisContext *redis = redisConnect("127.0.0.1", atoi(argv[1]));
  if (!redis || redis->err) fail(redis ? redis->errstr : "no memory");

  get_all(redis, operations / 10, concurrency);
  double cpu = cpu_microseconds(), wall = wall_seconds();
  get_all(redis, operations, concurrency);
  printf("{\"operations\":%ld,\"cpu_us\":%.0f,\"wall_s\":%.6f}\n", operations, cpu_microseconds() - cpu,
      wall_seconds() - wall);
  redisFree(redis);
}
