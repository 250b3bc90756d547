import Foundation
import RedisTestSupport

/// Programs of others that judge ours.
enum Tool {
  static var prometheus: URL? { find("prometheus") }
  static var promtool: URL? { find("promtool") }

  /// The program with a name, on the path.
  static func find(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs a program to its end, with a text to read; the lines that it wrote to either output.
  static func run(_ program: URL, _ arguments: [String], input: String = "") async throws -> [String] {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "input")
    try input.write(to: file, atomically: true, encoding: .utf8)
    let output = folder.url.appending(path: "output")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let (exit, exited) = AsyncStream.makeStream(of: Void.self)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    // Some leave files where they run.
    process.currentDirectoryURL = folder.url
    process.standardInput = try FileHandle(forReadingFrom: file)
    let writing = try FileHandle(forWritingTo: output)
    process.standardOutput = writing
    process.standardError = writing
    process.terminationHandler = { _ in exited.finish() }
    await OpenDescriptors.few()
    try process.run()
    for await _ in exit {}
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// Lets a Prometheus scrape a service every second while `body` runs.
  static func usePrometheus(port: Int, target: Int, _ body: () async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let configuration = folder.url.appending(path: "prometheus.yml")
    try """
    global: {scrape_interval: 1s, scrape_timeout: 1s}
    scrape_configs:
      - job_name: service
        static_configs: [{targets: ["127.0.0.1:\(target)"]}]
    """.write(to: configuration, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = prometheus
    process.arguments = [
      "--config.file=\(configuration.path)", "--storage.tsdb.path=\(folder.url.appending(path: "data").path)",
      "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    await OpenDescriptors.few()
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    try await body()
  }
}

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "authentication-service-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}
