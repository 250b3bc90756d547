extension Operation {
  /// Profiling is not part of this version: every route says so.
  private static let absence =
    "Profiling is not part of this version; the answer is that of the replaced service with profiling off."

  static let startProfiling = Operation(
    "startProfiling", .profiling, "Begin a session", absence, answers: [.json("It is off.", .profilingSession)])
  static let stopProfiling = Operation(
    "stopProfiling", .profiling, "End a session", absence, answers: [.json("It is off.", .profilingSession)])
  static let showProfiling = Operation(
    "getProfiling", .profiling, "Which sessions there are", absence, answers: [.json("None.", .profilingStatus)])
  static let listProfiles = Operation(
    "getProfiles", .profiling, "Which reports there are", absence, answers: [.json("None.", .profilingReports)])
  static let showProfile = Operation(
    "getProfile", .profiling, "One report", absence, answers: [.json("There is none.", .profilingReport)])
  static let cleanUpProfiles = Operation(
    "cleanUpProfiles", .profiling, "Forget sessions", absence, answers: [.json("There are none.", .profilingCleanup)])
}
