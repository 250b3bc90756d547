import Foundation
import NIOPosix

/// A program that ends with the tests, even when they crash.
package final class ChildProcess: Sendable {
  /// What it writes, to standard output and to standard error.
  package let output: OutputLines
  private let process: Process
  /// Can be awaited by any number of tasks, in contrast to the stream behind it.
  private let exit: Task<Int32, Never>

  /// Starts a program with these arguments, and with these variables and nothing else.
  ///
  /// The kernel kills the program when the thread that started it ends. Threads of the concurrency pool come and go;
  /// those of NIO's pool stay.
  package static func start(
    _ program: String, _ arguments: [String], _ variables: [String: String] = [:]
  ) async throws -> ChildProcess {
    guard let setpriv = Executable.path(of: "setpriv") else { throw Executable.Missing(name: "setpriv") }
    let output = try await OutputLines()
    await OpenDescriptors.few()
    return try await NIOThreadPool.singleton.runIfActive {
      try ChildProcess(setpriv, ["--pdeathsig", "KILL", program] + arguments, variables, output)
    }
  }

  private init(
    _ program: String, _ arguments: [String], _ variables: [String: String], _ output: OutputLines
  ) throws {
    let (exits, exited) = AsyncStream.makeStream(of: Int32.self)
    self.output = output
    process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.writingEnd
    process.standardError = output.writingEnd
    process.terminationHandler = { process in
      exited.yield(process.terminationStatus)
      exited.finish()
    }
    exit = Task { await exits.first { _ in true } ?? -1 }
    defer { output.processHasStarted() }
    do {
      try Self.withoutBlockedSignals { try process.run() }
    } catch {
      exited.finish()
      throw error
    }
  }

  var id: Int32 { process.processIdentifier }

  var isRunning: Bool { process.isRunning }

  /// The exit code or, when a signal ended the program, its number; waits for it, and kills who is waited for in vain.
  package func exitStatus() async -> Int32 {
    await withTaskCancellationHandler {
      await exit.value
    } onCancel: {
      send(SIGKILL)
    }
  }

  /// Sends a signal, unless there is nobody any more.
  package func send(_ signal: Int32) {
    if isRunning { kill(id, signal) }
  }

  /// Kills the program and waits for its end.
  package func end() async {
    send(SIGKILL)
    _ = await exitStatus()
  }

  /// Waits until the program no longer runs because of `SIGSTOP`, which takes effect after it was sent.
  func hasStopped() async throws {
    let status = "/proc/\(id)/stat"
    // The state follows the name of the program, which is in parentheses.
    _ = try await eventually({ try String(contentsOfFile: status, encoding: .utf8) }) { $0.contains(") T ") }
  }

  /// NIO's threads take no signals, and programs inherit that.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}
