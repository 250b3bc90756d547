extension RedisServer {
  /// What was said against a command, or why it could not be sent.
  package struct CommandRefused: Error {
    package let command: [String]
    package let message: String
  }

  /// Runs a command through `redis-cli`, a client that shares nothing with ours.
  ///
  /// - Returns: the reply as `redis-cli` writes it for programs: a line for each element, an empty text for null.
  /// - Throws: `CommandRefused`.
  @discardableResult
  package func command(_ arguments: String...) async throws -> String {
    try await command(arguments)
  }

  /// As `command(_:)` with the arguments one by one.
  @discardableResult
  package func command(_ arguments: [String]) async throws -> String {
    let client = try await client(["-e"] + arguments)
    let lines = await client.output.rest()
    let text = lines.joined(separator: "\n")
    guard await client.exitStatus() == 0 else { throw CommandRefused(command: arguments, message: text) }
    return text
  }

  /// Runs a command 20 times a second until a line of its reply is the awaited one; returns that line.
  ///
  /// - Throws: `CommandRefused` when the server refuses the command or is gone.
  @discardableResult
  package func command(_ arguments: String..., until isAwaited: (String) -> Bool) async throws -> String {
    while true {
      let client = try await client(["-e", "-r", "-1", "-i", "0.05"] + arguments)
      let line = await client.output.first(where: isAwaited)
      await client.end()
      try Task.checkCancellation()
      if let line { return line }
      let message = client.output.linesRead.last ?? ""
      // A server closes its connections when it becomes a replica, and goes on.
      guard answers, message.hasPrefix("Error: ") else { throw CommandRefused(command: arguments, message: message) }
    }
  }

  /// Starts `redis-cli` with what the server wants of its clients.
  func client(_ arguments: [String]) async throws -> ChildProcess {
    guard let program = Executable.path(of: "redis-cli") else { throw Executable.Missing(name: "redis-cli") }
    var options = ["-h", "127.0.0.1", "-p", "\(port)"]
    if self.options.tls != nil {
      options += [
        "--tls", "--cacert", TLSFixture.authority, "--cert", TLSFixture.client, "--key", TLSFixture.clientKey,
      ]
    }
    if let user = self.options.user { options += ["--user", user.name] }
    let password = self.options.user?.password ?? self.options.password
    // As an option the password would be warned of.
    return try await ChildProcess.start(program, options + arguments, password.map { ["REDISCLI_AUTH": $0] } ?? [:])
  }
}
