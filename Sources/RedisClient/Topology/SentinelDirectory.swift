import Synchronization

/// The Sentinels of one master: where it is, and when that changes.
package final class SentinelDirectory: Sendable {
  private let name: String
  private let connector: RedisConnector
  /// The one that answered last comes first.
  private let addresses: Mutex<[RedisAddress]>
  private let pause: Duration

  /// - Parameters:
  ///   - name: what the Sentinels call the master.
  ///   - connector: how Sentinels are entered.
  ///   - pause: the time between two attempts to find somebody who tells of changes.
  package init(
    _ addresses: [RedisAddress], master name: String, connector: RedisConnector, pause: Duration = .seconds(1)
  ) {
    self.name = name
    self.connector = connector
    self.addresses = Mutex(addresses)
    self.pause = pause
  }

  /// Where the master is, by the first Sentinel that knows it; nil when none does.
  package func master() async -> RedisAddress? {
    for sentinel in addresses.withLock({ $0 }) {
      if Task.isCancelled { return nil }
      guard let connection = try? await connector.connect(to: sentinel) else { continue }
      let answer = try? await connection.send(
        RedisCommand("SENTINEL", ["GET-MASTER-ADDR-BY-NAME", .text(name)]), within: connector.limits.connectTimeout)
      connection.close()
      guard let parts = answer?.elements, parts.count == 2, let host = parts[0].text,
        let port = parts[1].text.flatMap({ Int($0) })
      else { continue }
      prefer(sentinel)
      return .tcp(host: host, port: port)
    }
    return nil
  }

  /// Listens to one Sentinel after the other until the task is cancelled.
  ///
  /// - Parameter onChange: hears that the master may have moved: somebody has said so, or nobody could for a while.
  package func watch(onChange: @escaping @Sendable () -> Void) async {
    while !Task.isCancelled {
      for sentinel in addresses.withLock({ $0 }) where !Task.isCancelled {
        await listen(to: sentinel, onChange)
      }
      try? await Task.sleep(for: pause)
    }
  }

  private func listen(to sentinel: RedisAddress, _ onChange: @escaping @Sendable () -> Void) async {
    let onPush: @Sendable ([RESPValue]) -> Void = { [name] message in
      // `<name> <old host> <old port> <new host> <new port>`
      if message.last?.text?.split(separator: " ").first.map(String.init) == name { onChange() }
    }
    guard let connection = try? await connector.connect(to: sentinel, onPush: onPush) else { return }
    defer { connection.close() }
    guard (try? await connection.send(RedisCommand("SUBSCRIBE", ["+switch-master"]), within: .seconds(5))) != nil else {
      return
    }
    // What was said before we listened.
    onChange()
    await connection.staysAlive(interval: .seconds(5))
  }

  private func prefer(_ sentinel: RedisAddress) {
    addresses.withLock { addresses in
      addresses.removeAll { $0 == sentinel }
      addresses.insert(sentinel, at: 0)
    }
  }
}
