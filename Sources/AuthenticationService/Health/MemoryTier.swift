import AuthenticationCore

extension CredentialStore {
  /// The share of look-ups, from 0 to 1, that were answered without Kong: from memory, or by what another replica knew.
  ///
  /// - Parameter shared: look-ups that the shared cache has answered.
  func hitRate(withShared shared: Int) -> Double {
    let memory = statistics
    let hits = memory.hits + memory.negativeHits + memory.staleHits
    let total = hits + memory.misses
    return total == 0 ? 0 : Double(hits + min(shared, memory.misses)) / Double(total)
  }
}
