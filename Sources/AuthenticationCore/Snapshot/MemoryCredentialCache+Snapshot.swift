import Synchronization

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

extension MemoryCredentialCache {
  /// The names of all entries, most recently used first.
  private var names: [String] { state.withLock { $0.entries.keysByRecency } }

  /// Those of some names that may still be used.
  private func usable(_ names: ArraySlice<String>, at now: ContinuousClock.Instant) -> [RememberedCredentials] {
    state.withLock { state in
      names.compactMap { name in
        guard let entry = state.entries.peek(name), now < entry.usableUntil, case .found(let credentials) = entry.answer
        else { return nil }
        return RememberedCredentials(
          name: name, credentials: credentials, remainingLife: now.duration(to: entry.freshUntil))
      }
    }
  }

  /// Enters credentials as expired, unless they are beyond the tolerance or something that lasts longer is known.
  private func insertStale(_ remembered: RememberedCredentials, at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      let end = now + min(remembered.remainingLife, state.lifetime.longest(of: .found(remembered.credentials)))
      let usableUntil = end + state.lifetime.staleTolerance
      let known = state.entries.peek(remembered.name)
      guard now < usableUntil, known.map({ $0.freshUntil <= now && $0.usableUntil < usableUntil }) ?? true else {
        return false
      }
      let entry = CacheEntry(
        answer: .found(remembered.credentials), freshUntil: now, refreshAt: now, usableUntil: usableUntil)
      _ = state.entries.insert(entry, forKey: remembered.name)
      return true
    }
  }
}
