import NIOCore

/// The first words on a connection: which version of the protocol, who we are, which database.
///
/// `HELLO 3` says most of it at once. A server that does not know it, or may not be asked it, is spoken to in version 2.
struct RedisHandshake {
  let link: RedisLink
  let access: RedisAccess
  let deadline: ContinuousClock.Instant

  /// Says everything, and finds out who answers.
  func run() async throws(RedisFailure) -> ServerDescription {
    var server = ServerDescription()
    if let hello = try await hello() {
      server = ServerDescription(hello: hello)
    } else {
      if let password = access.password { _ = try await say(RedisCommand("AUTH", credentials(password))) }
      if let name = access.clientName { await mention(RedisCommand("CLIENT", ["SETNAME", .text(name)])) }
    }
    if access.database != 0 { _ = try await say(RedisCommand("SELECT", [.integer(access.database)])) }
    // Not everybody may ask; then what was said above must do.
    if let info = await mention(RedisCommand("INFO", ["server"]))?.text {
      server = ServerDescription(info: info) ?? server
    }
    // Somebody who may connect and nothing else would otherwise be found out by the first who needs something. LOADING is
    // said here as well.
    _ = try await say(RedisCommand("PING"))
    return server
  }

  /// Makes sure that the server is what it must be.
  func settle(_ role: RedisNode.Role) async throws(RedisFailure) {
    switch role {
    case .any: break
    case .replica: _ = try await say(RedisCommand("READONLY"))
    case .master:
      guard try await say(RedisCommand("ROLE")).elements?.first?.text == "master" else {
        throw .unreachable("not the master")
      }
    }
  }

  /// Says something that must be answered without an error.
  func say(_ command: RedisCommand) async throws(RedisFailure) -> RESPValue {
    let rest = ContinuousClock.now.duration(to: deadline)
    guard rest > .zero else { throw .timeout }
    return try await link.send(command, within: rest)
  }

  /// Says something that the server may refuse.
  @discardableResult
  private func mention(_ command: RedisCommand) async -> RESPValue? {
    try? await say(command)
  }

  /// Asks for version 3; nil when the server only speaks version 2.
  private func hello() async throws(RedisFailure) -> RESPValue? {
    var words: [RedisCommand.Word] = [.integer(3)]
    if let password = access.password {
      words += ["AUTH", .text(access.username ?? "default"), .text(password)]
    }
    if let name = access.clientName { words += ["SETNAME", .text(name)] }
    do throws(RedisFailure) {
      return try await say(RedisCommand("HELLO", words))
    } catch {
      // Valkey 9 tells those whom it does not know yet not even that it has no such command (`NOAUTH`).
      guard case .server(let refusal) = error, ["ERR", "NOPROTO", "NOPERM", "NOAUTH"].contains(refusal.code) else {
        throw error
      }
      return nil
    }
  }

  /// The words of `AUTH`: servers before version 6 know no users.
  private func credentials(_ password: String) -> [RedisCommand.Word] {
    access.username.map { [.text($0), .text(password)] } ?? [.text(password)]
  }
}

extension ServerDescription {
  /// Reads the answer to `HELLO`: a map, or in version 2 an array of names and values.
  fileprivate init(hello: RESPValue) {
    if let name = hello["server"]?.text { kind = Kind(rawValue: name) ?? .redis }
    version = hello["version"]?.text ?? ""
  }

  /// Reads the section `server` of `INFO`; nil when it says no version.
  ///
  /// Valkey calls itself Redis 7.2.4 where clients look that know no Valkey.
  fileprivate init?(info: String) {
    var values: [Substring: Substring] = [:]
    for line in info.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    if let valkey = values["valkey_version"] {
      kind = .valkey
      version = String(valkey)
    } else if let redis = values["redis_version"] {
      kind = values["server_name"] == "valkey" ? .valkey : .redis
      version = String(redis)
    } else {
      return nil
    }
  }
}
