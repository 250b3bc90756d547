#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

// What we call of zlib, declared here so that only the library is needed to build and not its headers (Debian: zlib1g-dev).
// After zlib.h of version 1.2.13; the layout of z_stream has been the same since 1.2.0.

typedef unsigned char Bytef;
typedef unsigned int uInt;
typedef unsigned long uLong;

typedef struct z_stream_s {
  const Bytef *next_in;
  uInt avail_in;
  uLong total_in;
  Bytef *next_out;
  uInt avail_out;
  uLong total_out;
  const char *msg;
  void *state;
  void *(*zalloc)(void *, uInt, uInt);
  void (*zfree)(void *, void *);
  void *opaque;
  int data_type;
  uLong adler;
  uLong reserved;
} z_stream;

#define Z_NO_FLUSH 0
#define Z_FINISH 4
#define Z_OK 0
#define Z_STREAM_END 1
#define Z_BEST_SPEED 1
#define Z_DEFLATED 8
#define Z_DEFAULT_STRATEGY 0

int deflateInit2_(
    z_stream *stream, int level, int method, int windowBits, int memLevel, int strategy, const char *version,
    int stream_size);
int deflate(z_stream *stream, int flush);
int deflateEnd(z_stream *stream);
uLong deflateBound(z_stream *stream, uLong sourceLen);
int inflateInit2_(z_stream *stream, int windowBits, const char *version, int stream_size);
int inflate(z_stream *stream, int flush);
int inflateEnd(z_stream *stream);
const char *zlibVersion(void);

#endif
