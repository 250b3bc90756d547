extension Sequence where Element: Sendable {
  /// Does something to every element at the same time; returns when all is done, throws what failed first.
  func concurrently(_ body: @escaping @Sendable (Element) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for element in self { group.addTask { try await body(element) } }
      try await group.waitForAll()
    }
  }
}
