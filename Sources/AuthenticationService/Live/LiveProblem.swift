/// Something that is wrong at the moment, in words for operators.
struct LiveProblem: Sendable, Equatable {
  /// What it is about, the same for as long as it lasts.
  let subject: String
  let text: String
  /// What it means for clients.
  let consequence: String
  /// Whether nobody is served as long as it lasts.
  var isOutage = false
}

/// What is wrong, and since when.
struct LiveJournal: Sendable {
  private(set) var condition: ServiceCondition?
  /// When it became so, in milliseconds since 1970.
  private(set) var conditionSince: Int64 = 0
  /// The worst first.
  private(set) var problems: [(problem: LiveProblem, since: Int64)] = []

  /// Takes in what was found at a time, in milliseconds since 1970.
  ///
  /// A service of which something is wrong is degraded at least, whatever `/health` says: that knows nothing of requests.
  mutating func note(_ found: [LiveProblem], _ reported: ServiceCondition, at time: Int64) {
    let isDegraded = reported == .healthy && !found.isEmpty
    let next: ServiceCondition = found.contains(where: \.isOutage) ? .unhealthy : isDegraded ? .degraded : reported
    if next != condition { (condition, conditionSince) = (next, time) }
    let known = problems
    problems = found.map { new in
      (new, known.first { $0.problem.subject == new.subject }?.since ?? time)
    }
  }

  var document: [JSONMember] {
    [
      JSONMember("status", .string((condition ?? .healthy).rawValue)),
      JSONMember("since", .string(WallClock.timestamp(of: conditionSince))),
      JSONMember(
        "problems",
        .array(
          problems.map { problem, since in
            [
              "subject": .string(problem.subject), "text": .string(problem.text),
              "consequence": .string(problem.consequence), "since": .string(WallClock.timestamp(of: since)),
            ]
          })),
    ]
  }
}
