/// What a cache knows of one consumer, apart from the cache.
package struct RememberedCredentials: Sendable {
  /// What the consumer was asked for by.
  package let name: String
  package let credentials: ConsumerCredentials
  /// From now to the end of its life; negative when that is over.
  package let remainingLife: Duration

  package init(name: String, credentials: ConsumerCredentials, remainingLife: Duration) {
    self.name = name
    self.credentials = credentials
    self.remainingLife = remainingLife
  }
}

extension MemoryCredentialCache {
  /// How many entries are looked at under one lock.
  private static let batch = 500

  /// Every consumer with credentials that may still be used, most recently used first.
  ///
  /// The cache can be used meanwhile; what changes meanwhile is in the list as it was or as it is.
  package func remembered(at now: ContinuousClock.Instant) -> [RememberedCredentials] {
    let names = names
    var result: [RememberedCredentials] = []
    var start = 0
    while start < names.count {
      let end = min(start + Self.batch, names.count)
      result += usable(names[start..<end], at: now)
      start = end
    }
    return result
  }

  /// Takes in what another process knew: as expired, to be used only where Kong cannot be asked, and within the tolerance
  /// from the end of its life.
  ///
  /// - Parameter remembered: most recently used first; what finds no place is left out.
  /// - Returns: how many are usable.
  package func restore(_ remembered: [RememberedCredentials], at now: ContinuousClock.Instant) -> Int {
    var count = 0
    for entry in remembered.prefix(capacity).reversed() where insertStale(entry, at: now) { count += 1 }
    return count
  }
}
