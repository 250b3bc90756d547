import Foundation

/// The executable as an operator runs it: a process with an environment of its own.
final class ServiceProcess: Sendable {
  let standardOutput = OutputLines()
  let standardError = OutputLines()
  private let process: Process
  private let exit: AsyncStream<Int32>

  /// Starts the executable with these arguments, and with these variables and nothing else.
  init(_ arguments: [String], _ variables: [String: String] = [:]) throws {
    let (exit, exited) = AsyncStream.makeStream(of: Int32.self)
    self.exit = exit
    process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = standardOutput.pipe
    process.standardError = standardError.pipe
    process.terminationHandler = { process in
      exited.yield(process.terminationStatus)
      exited.finish()
    }
    try process.run()
  }

  /// The exit code, once there is one; nil when the process was killed by something else than itself.
  func exitCode() async -> Int32? {
    let status = await exit.first { _ in true }
    return process.terminationReason == .exit ? status : nil
  }

  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// The executable lies beside the bundle of the tests.
  private static func executable() throws -> URL {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("authentication-service")
  }
}

extension ServiceProcess {
  /// What a run left behind.
  struct Outcome {
    let exitCode: Int32?
    let output: [String]
    let errors: [String]
  }

  /// Runs the executable to its end.
  static func run(_ arguments: [String], _ variables: [String: String] = [:]) async throws -> Outcome {
    let process = try ServiceProcess(arguments, variables)
    let exitCode = await process.exitCode()
    return Outcome(
      exitCode: exitCode, output: await process.standardOutput.rest(), errors: await process.standardError.rest())
  }

  /// Starts a service and gives it to `body` once it listens; it is made to end when `body` has not done so.
  ///
  /// - Returns: what `body` returned, and the exit code.
  static func serve<Result: Sendable>(
    _ variables: [String: String], _ body: (ServiceProcess) async throws -> Result
  ) async throws -> (Result, exitCode: Int32?) {
    let process = try ServiceProcess(["serve"], variables)
    do {
      guard await process.standardError.first(containing: "Listening") != nil else { throw NotListening() }
      let result = try await body(process)
      process.send(SIGTERM)
      return (result, await process.exitCode())
    } catch {
      process.send(SIGKILL)
      throw error
    }
  }

  struct NotListening: Error {}
}
