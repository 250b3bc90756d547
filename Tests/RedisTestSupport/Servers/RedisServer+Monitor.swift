import Foundation

extension RedisServer {
  /// Watches with `MONITOR` while `body` runs.
  ///
  /// - Returns: a line for each command that the server was given meanwhile, by whomever, such as
  ///   `1795642154.376260 [0 127.0.0.1:40712] "GET" "key"`. Redis shows neither passwords nor administrative commands.
  package func monitor(_ body: () async throws -> Void) async throws -> [String] {
    let monitor = try await client(["MONITOR"])
    let lines: [String]
    do {
      lines = try await watch(monitor.output, body)
    } catch {
      await monitor.end()
      throw error
    }
    await monitor.end()
    return lines
  }

  /// The first line is the reply to `MONITOR`; a command that nobody else sends ends the watch.
  private func watch(_ output: OutputLines, _ body: () async throws -> Void) async throws -> [String] {
    guard await output.first(where: { $0 == "OK" }) != nil else {
      throw CommandRefused(command: ["MONITOR"], message: output.linesRead.joined(separator: "\n"))
    }
    let before = output.linesRead.count
    try await body()
    let marker = UUID().uuidString
    try await command("ECHO", marker)
    guard let last = await output.first(where: { $0.contains(marker) }) else {
      throw CommandRefused(command: ["MONITOR"], message: "ended early")
    }
    // The client of the marker says who it is before.
    let address = last.split(separator: " ").dropFirst(2).first.map { " \($0) " } ?? marker
    return output.linesRead.dropFirst(before).filter { !$0.contains(address) }
  }
}
