/// Asks again and again until an answer is the awaited one; the time limit of the test is the end of its patience.
@discardableResult
package func eventually<Answer>(
  _ ask: () async throws -> Answer, until isAwaited: (Answer) -> Bool
) async throws -> Answer {
  while true {
    let answer = try await ask()
    if isAwaited(answer) { return answer }
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// Asks until it is true.
package func eventually(_ ask: () async throws -> Bool) async throws {
  try await eventually(ask) { $0 }
}
