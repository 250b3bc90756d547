// prctl(2) takes variable arguments, which Swift cannot pass.
#include <sys/prctl.h>

// Forbids core dumps of the calling process, and that others of its user look into its memory; 0 on success.
static inline int forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
