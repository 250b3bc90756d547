// Commands about servers, and about all of their keys.

extension RedisClient {
  /// `PING`, to every server that holds data.
  package func ping(within limit: Duration) async throws(RedisFailure) {
    let primaries = topology.primaries
    if primaries.isEmpty { throw .disconnected }
    for node in primaries { _ = try await node.send(RedisCommand("PING"), within: limit) }
  }

  /// `INFO`: one section of one server.
  package func info(_ section: String, within limit: Duration) async throws(RedisFailure) -> String {
    guard let text = try await send(RedisCommand("INFO", [.text(section)]), within: limit).text else {
      throw .unexpectedReply
    }
    return text
  }

  /// `SCAN`: the names of all keys of a pattern, batch by batch and server by server; one may come twice.
  ///
  /// - Parameters:
  ///   - limit: for each batch.
  ///   - body: is given each batch.
  package func scan(
    matching pattern: String, batch: Int = 500, within limit: Duration,
    _ body: ([String]) async throws(RedisFailure) -> Void
  ) async throws(RedisFailure) {
    let primaries = topology.primaries
    if primaries.isEmpty { throw .disconnected }
    for node in primaries {
      var cursor = "0"
      repeat {
        let command = RedisCommand("SCAN", [.text(cursor), "MATCH", .text(pattern), "COUNT", .integer(batch)])
        guard let reply = try await node.send(command, within: limit).elements, reply.count == 2,
          let next = reply[0].text, let names = reply[1].elements
        else { throw .unexpectedReply }
        cursor = next
        try await body(names.compactMap(\.text))
      } while cursor != "0" && !Task.isCancelled
    }
  }

  /// `PUBLISH`, or `SPUBLISH` in a cluster: how many have received it on the server that was asked.
  @discardableResult
  package func publish(
    _ message: [UInt8], to channel: String, within limit: Duration
  ) async throws(RedisFailure) -> Int {
    let words: [RedisCommand.Word] = [.text(channel), .bytes(message)]
    let isSharded = topology.subscription(to: channel)?.isSharded == true
    let command = isSharded ? RedisCommand("SPUBLISH", words, key: channel) : RedisCommand("PUBLISH", words)
    guard let count = try await send(command, within: limit).integer else { throw .unexpectedReply }
    return count
  }
}
