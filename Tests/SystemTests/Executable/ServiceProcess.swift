import Foundation
import RedisTestSupport

/// The executable as an operator runs it: a process with an environment of its own.
final class ServiceProcess: Sendable {
  private let process: Process
  private let exit: AsyncStream<Int32>

  /// What a run under a sanitizer gives to the programs that it starts, see scripts/sanitize.sh.
  private static let sanitizer = ProcessInfo.processInfo.environment.filter {
    ["ASAN_OPTIONS", "LD_PRELOAD", "SWIFT_BACKTRACE", "TSAN_OPTIONS"].contains($0.key)
  }

  var identifier: Int32 { process.processIdentifier }

  /// Starts the executable with these arguments, and with these variables and no others of ours.
  ///
  /// - Parameters:
  ///   - launcher: a program, and its arguments, that starts the executable in its place.
  ///   - output: where standard output goes.
  ///   - errors: where standard error goes.
  init(
    _ arguments: [String], _ variables: [String: String] = [:], by launcher: [String] = [], output: any Output,
    errors: any Output
  ) throws {
    let (exit, exited) = AsyncStream.makeStream(of: Int32.self)
    self.exit = exit
    process = Process()
    let line = launcher + [try Self.executable().path] + arguments
    process.executableURL = URL(fileURLWithPath: line[0])
    process.arguments = Array(line.dropFirst())
    process.environment = Self.sanitizer.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.destination
    process.standardError = errors.destination
    process.terminationHandler = { process in
      exited.yield(process.terminationStatus)
      exited.finish()
    }
    try process.run()
    output.processHasStarted()
    errors.processHasStarted()
  }

  /// The exit code, once there is one; nil when the process was killed by something else than itself.
  ///
  /// Kills a process that is waited for in vain, by a test that is out of time.
  func exitCode() async -> Int32? {
    guard let status = await exit.first(where: { _ in true }) else {
      send(SIGKILL)
      return nil
    }
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
    let (output, errors) = (try OutputFile(), try OutputFile())
    await OpenDescriptors.few()
    let exitCode = try await ServiceProcess(arguments, variables, output: output, errors: errors).exitCode()
    return Outcome(exitCode: exitCode, output: try output.lines(), errors: try errors.lines())
  }

  /// Starts a service and gives it to `body`, together with its log, once it listens; ends it if `body` does not.
  ///
  /// - Parameters:
  ///   - launcher: a program, and its arguments, that starts the executable in its place.
  ///   - errors: where standard error goes.
  /// - Returns: what `body` returned, and the exit code.
  static func serve<Result: Sendable>(
    _ variables: [String: String], by launcher: [String] = [], errors: any Output = NoOutput(),
    _ body: (ServiceProcess, OutputLines) async throws -> Result
  ) async throws -> (Result, exitCode: Int32?) {
    let log = try await OutputLines()
    await OpenDescriptors.few()
    let process = try ServiceProcess(["serve"], variables, by: launcher, output: log, errors: errors)
    do {
      guard await log.first(containing: "Listening") != nil else { throw NotListening(log: log.linesRead) }
      let result = try await body(process, log)
      process.send(SIGTERM)
      return (result, await process.exitCode())
    } catch {
      process.send(SIGKILL)
      throw error
    }
  }

  struct NotListening: Error {
    let log: [String]
  }
}
