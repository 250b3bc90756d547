// HS256 tokens by hand: a payload of literals and holes, base64url by table, HMAC from prepared states.
#include "token.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char secret[] = "test-consumer-001-jwt-secret-0123456789";

// {"alg":"HS256","typ":"JWT"} and the dot behind it.
static const char header[] = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";

enum { SHA256_BLOCK = 64, SHA256_LENGTH = 32 };

// SHA-256 after the inner and the outer padded key (RFC 2104), to be copied for each token; and the copy at work.
static EVP_MD_CTX *inner, *outer, *working;

// The two base64url characters of each 12-bit number.
static char pairs[4096][2];

static void die_unless(int succeeded) {
  if (!succeeded) abort();
}

static EVP_MD_CTX *hash_of_padded_key(uint8_t padding) {
  uint8_t block[SHA256_BLOCK] = {0};
  memcpy(block, secret, sizeof secret - 1);
  for (size_t i = 0; i < sizeof block; i++) block[i] ^= padding;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  die_unless(context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1);
  die_unless(EVP_DigestUpdate(context, block, sizeof block) == 1);
  return context;
}

void token_prepare(void) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (int i = 0; i < 4096; i++) {
    pairs[i][0] = alphabet[i >> 6];
    pairs[i][1] = alphabet[i & 63];
  }
  inner = hash_of_padded_key(0x36);
  outer = hash_of_padded_key(0x5c);
  working = EVP_MD_CTX_new();
  die_unless(working != NULL);
}

static char *append(char *target, const char *bytes, size_t count) {
  memcpy(target, bytes, count);
  return target + count;
}

#define APPEND_LITERAL(target, literal) append(target, literal, sizeof(literal) - 1)

static char *append_decimal(char *target, uint64_t value) {
  char digits[20];
  char *first = digits + sizeof digits;
  do *--first = (char)('0' + value % 10);
  while (value /= 10);
  return append(target, first, (size_t)(digits + sizeof digits - first));
}

// base64url without padding, RFC 4648 section 5.
static char *append_base64url(char *target, const uint8_t *bytes, size_t count) {
  for (; count >= 3; bytes += 3, count -= 3, target += 4) {
    uint32_t group = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
    memcpy(target, pairs[group >> 12], 2);
    memcpy(target + 2, pairs[group & 4095], 2);
  }
  if (count == 0) return target;
  uint32_t group = (uint32_t)bytes[0] << 16 | (count == 2 ? (uint32_t)bytes[1] << 8 : 0);
  memcpy(target, pairs[group >> 12], 2);
  target[2] = pairs[group & 4095][0];
  return target + count + 1;
}

// Takes 16 random bytes from a pool that is filled from OpenSSL's generator every 256 draws.
static const uint8_t *draw_random(void) {
  static uint8_t pool[4096];
  static size_t used = sizeof pool;
  if (used == sizeof pool) {
    die_unless(RAND_bytes(pool, sizeof pool) == 1);
    used = 0;
  }
  const uint8_t *drawn = pool + used;
  used += 16;
  return drawn;
}

char *uuid_write(char *target) {
  static const char digits[] = "0123456789abcdef";
  uint8_t bytes[16];
  memcpy(bytes, draw_random(), sizeof bytes);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;  // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80;  // variant 10
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *target++ = '-';
    *target++ = digits[bytes[i] >> 4];
    *target++ = digits[bytes[i] & 15];
  }
  return target;
}

static char *append_payload(char *p, const char *username, size_t length, time_t now) {
  p = APPEND_LITERAL(p, "{\"sub\":\"");
  p = append(p, username, length);
  p = APPEND_LITERAL(p, "\",\"key\":\"test-consumer-001-jwt-key\",\"jti\":\"");
  p = uuid_write(p);
  p = APPEND_LITERAL(p, "\",\"iat\":");
  p = append_decimal(p, (uint64_t)now);
  p = APPEND_LITERAL(p, ",\"nbf\":");
  p = append_decimal(p, (uint64_t)now);
  p = APPEND_LITERAL(p, ",\"exp\":");
  p = append_decimal(p, (uint64_t)now + TOKEN_LIFETIME);
  p = APPEND_LITERAL(p, ",\"iss\":\"https://api.example.com\",\"aud\":\"example-api\",\"name\":\"");
  p = append(p, username, length);
  p = APPEND_LITERAL(p, "\",\"unique_name\":\"api.example.com#");
  p = append(p, username, length);
  return APPEND_LITERAL(p, "\"}");
}

static void hash_from(const EVP_MD_CTX *prepared, const void *bytes, size_t count, uint8_t hash[SHA256_LENGTH]) {
  die_unless(EVP_MD_CTX_copy_ex(working, prepared) == 1);
  die_unless(EVP_DigestUpdate(working, bytes, count) == 1);
  die_unless(EVP_DigestFinal_ex(working, hash, NULL) == 1);
}

char *token_mint(char *target, const char *username, size_t username_length, time_t now) {
  char payload[1536];
  char *payload_end = append_payload(payload, username, username_length, now);

  char *end = APPEND_LITERAL(target, header);
  end = append_base64url(end, (const uint8_t *)payload, (size_t)(payload_end - payload));

  uint8_t hash[SHA256_LENGTH];
  hash_from(inner, target, (size_t)(end - target), hash);
  hash_from(outer, hash, sizeof hash, hash);
  *end++ = '.';
  return append_base64url(end, hash, sizeof hash);
}
