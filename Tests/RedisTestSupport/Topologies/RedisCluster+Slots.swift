extension RedisCluster {
  package struct NoOwner: Error {
    package let slot: Int
  }

  /// The primary of a slot, as the first node that answers says now.
  package func owner(ofSlot slot: Int) async throws -> RedisServer {
    guard let node = nodes.first(where: \.answers) else { throw NoOwner(slot: slot) }
    let lines = try await node.command("CLUSTER", "NODES").split(separator: "\n")
    guard let owner = lines.lazy.compactMap({ self.owner(ofSlot: slot, in: String($0)) }).first else {
      throw NoOwner(slot: slot)
    }
    return owner
  }

  /// Waits until all nodes that answer have agreed on another primary of a slot.
  package func owner(ofSlot slot: Int, after old: RedisServer) async throws -> RedisServer {
    var agreed: RedisServer?
    for node in nodes where node.answers {
      let line = try await node.command(
        "CLUSTER", "NODES",
        until: { line in
          guard let owner = owner(ofSlot: slot, in: line) else { return false }
          return agreed.map { $0 === owner } ?? (owner !== old)
        })
      agreed = owner(ofSlot: slot, in: line)
    }
    guard let agreed else { throw NoOwner(slot: slot) }
    return agreed
  }

  /// The node of which a line of `CLUSTER NODES` speaks, if it says that a slot is that node's.
  ///
  /// Such as `07c3… 127.0.0.1:6379@16379 myself,master - 0 1426238317239 4 connected 0-5460 5462 [5461->-e7d1…]`.
  private func owner(ofSlot slot: Int, in line: String) -> RedisServer? {
    let fields = line.split(separator: " ")
    guard fields.count > 8, fields[2].contains("master") else { return nil }
    let isOwner = fields.dropFirst(8).contains { field in
      let bounds = field.split(separator: "-").compactMap { Int($0) }
      guard let first = bounds.first, let last = bounds.last else { return false }
      return !field.hasPrefix("[") && (first...last).contains(slot)
    }
    let port = fields[1].prefix { $0 != "@" }.split(separator: ":").last.flatMap { Int($0) }
    return isOwner ? port.flatMap(node(at:)) : nil
  }
}

extension RedisCluster {
  /// Gives a slot and its keys to another primary; returns when all nodes know.
  package func moveSlot(_ slot: Int, to target: RedisServer) async throws {
    try await beginMove(slot, to: target)
    try await migrateKeys(slot, to: target)
    try await finishMove(slot, to: target)
  }

  /// From here on the owner answers `ASK` for the keys of a slot that it does not have.
  package func beginMove(_ slot: Int, to target: RedisServer) async throws {
    let source = try await owner(ofSlot: slot)
    try await target.command("CLUSTER", "SETSLOT", "\(slot)", "IMPORTING", id(of: source))
    try await source.command("CLUSTER", "SETSLOT", "\(slot)", "MIGRATING", id(of: target))
  }

  /// Hands over the keys of a slot, or some of them.
  ///
  /// - Parameter some: the keys; by default all that are there.
  package func migrateKeys(_ slot: Int, to target: RedisServer, _ some: [String]? = nil) async throws {
    let source = try await owner(ofSlot: slot)
    var rights: [String] = []
    if let user = target.options.user {
      rights = ["AUTH2", user.name, user.password]
    } else if let password = target.options.password {
      rights = ["AUTH", password]
    }
    while true {
      let present = try await source.command("CLUSTER", "GETKEYSINSLOT", "\(slot)", "100")
      let keys = some ?? present.split(separator: "\n").map(String.init)
      if keys.isEmpty { return }
      try await source.command(["MIGRATE", "127.0.0.1", "\(target.port)", "", "0", "5000"] + rights + ["KEYS"] + keys)
      if some != nil { return }
    }
  }

  /// Makes the target the owner of a slot; returns when all nodes know.
  package func finishMove(_ slot: Int, to target: RedisServer) async throws {
    let source = try await owner(ofSlot: slot)
    // The target first: else a crash would leave the slot without an owner.
    let others = primaries.filter { $0 !== target && $0 !== source && $0.answers }
    for primary in [target, source] + others {
      try await primary.command("CLUSTER", "SETSLOT", "\(slot)", "NODE", id(of: target))
    }
    for node in nodes where node.answers {
      try await node.command("CLUSTER", "NODES", until: { owner(ofSlot: slot, in: $0) === target })
    }
  }
}
