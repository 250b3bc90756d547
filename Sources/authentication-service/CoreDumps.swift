import CProcess
import Glibc

/// Whether what is in memory, secrets of consumers among it, can leave it as a core dump or through a debugger.
enum CoreDumps {
  /// Forbids core dumps (`RLIMIT_CORE`, for good), and that processes of the same user attach to this one or read its memory and
  /// environment under `/proc` (`PR_SET_DUMPABLE`).
  ///
  /// Root with `CAP_SYS_PTRACE` still can.
  ///
  /// The process itself still reads what it measures itself by: `/proc/self/stat`, `statm`, `fd` and `net/dev` stay open to it.
  ///
  /// - Returns: whether the system agreed.
  static func forbid() -> Bool {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    let isLimited = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0
    return forbid_dumps() == 0 && isLimited
  }
}
