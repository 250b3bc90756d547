// AsyncHTTPClient needs the same header to build.
#include <zlib.h>
