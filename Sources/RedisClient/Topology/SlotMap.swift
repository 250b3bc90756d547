/// Who owns which slot of a cluster.
package struct SlotMap: Sendable, Equatable {
  /// A primary, and the replicas that could answer reads for it.
  package struct Shard: Sendable, Hashable {
    package let primary: RedisAddress
    package let replicas: [RedisAddress]
  }

  private static let nobody = UInt16.max

  package private(set) var shards: [Shard]
  /// For each slot an index of ``shards``.
  private var owners: [UInt16]

  /// Reads the answer to `CLUSTER SLOTS`; nil when it is none.
  ///
  /// - Parameter host: stands for a host that the server does not know of itself.
  package init?(_ answer: RESPValue, askedAt host: String) {
    guard let ranges = answer.elements, ranges.count <= HashSlot.count else { return nil }
    shards = []
    owners = Array(repeating: Self.nobody, count: HashSlot.count)
    for range in ranges {
      guard let parts = range.elements, parts.count >= 3, let first = parts[0].integer, let last = parts[1].integer,
        first >= 0, first <= last, last < HashSlot.count
      else { return nil }
      guard let primary = Self.address(parts[2], host) else { return nil }
      let index = index(of: Shard(primary: primary, replicas: parts[3...].compactMap { Self.address($0, host) }))
      for slot in first...last { owners[slot] = index }
    }
  }

  /// The shard of a slot; nil when it has none.
  package func shard(of slot: Int) -> Shard? {
    owners[slot] == Self.nobody ? nil : shards[Int(owners[slot])]
  }

  /// Takes note of what a server has said about one slot.
  package mutating func move(_ slot: Int, to primary: RedisAddress) {
    guard owners.indices.contains(slot), shards.count < Self.nobody else { return }
    owners[slot] = index(of: shards.first { $0.primary == primary } ?? Shard(primary: primary, replicas: []))
  }

  private mutating func index(of shard: Shard) -> UInt16 {
    if let index = shards.firstIndex(of: shard) { return UInt16(index) }
    shards.append(shard)
    return UInt16(shards.count - 1)
  }

  /// Reads `[host, port, id, …]`.
  private static func address(_ node: RESPValue, _ host: String) -> RedisAddress? {
    guard let parts = node.elements, parts.count >= 2, let port = parts[1].integer, (1...65_535).contains(port) else {
      return nil
    }
    switch parts[0].text {
    case nil, "": return .tcp(host: host, port: port)
    // A node that does not know its own name.
    case "?": return nil
    case let name?: return .tcp(host: name, port: port)
    }
  }
}

/// What a server of a cluster says about a key that it does not have.
package struct Redirection: Sendable, Equatable {
  package let slot: Int
  package let address: RedisAddress
  /// Whether it holds for this command only (`ASK`), not for the slot (`MOVED`).
  package let isForOnce: Bool

  /// Reads `MOVED 3999 127.0.0.1:6381`; nil for other errors.
  ///
  /// - Parameter origin: who said it; where it names no host, it means its own.
  package init?(_ error: RedisError, from origin: RedisAddress) {
    let parts = error.message.split(separator: " ")
    guard parts.count >= 3, parts[0] == "MOVED" || parts[0] == "ASK", let slot = Int(parts[1]),
      (0..<HashSlot.count).contains(slot), let colon = parts[2].lastIndex(of: ":"),
      let port = Int(parts[2][parts[2].index(after: colon)...]), (1...65_535).contains(port)
    else { return nil }
    let host = parts[2][..<colon]
    // A node that does not know its own name.
    if host == "?" { return nil }
    if host.isEmpty {
      guard case .tcp(let own, _) = origin else { return nil }
      address = .tcp(host: own, port: port)
    } else {
      address = .tcp(host: String(host), port: port)
    }
    self.slot = slot
    self.isForOnce = parts[0] == "ASK"
  }
}
