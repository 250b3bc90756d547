// Minting of one consumer's tokens, with everything prepared that does not change from token to token.
#ifndef TOKEN_H
#define TOKEN_H

#include <stddef.h>
#include <time.h>

enum {
  UUID_LENGTH = 36,
  TOKEN_LIFETIME = 900,        // seconds
  LONGEST_USERNAME = 256,      // bytes
  LONGEST_TOKEN = 2048,        // bytes: three times the username, the other claims, base64url
};

// Prepares the keyed HMAC; to be called once.
void token_prepare(void);

// Writes an RFC 9562 version 4 UUID, lower-case and hyphenated, without a final NUL.
// Returns the position behind it.
char *uuid_write(char *target);

// Writes a fresh compact JWT for a username that needs no JSON escapes; at most LONGEST_TOKEN bytes.
// Returns the position behind it.
char *token_mint(char *target, const char *username, size_t username_length, time_t now);

#endif
