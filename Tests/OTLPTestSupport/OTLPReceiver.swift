import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import RedisTestSupport

/// A process that receives OTLP/HTTP with the official definitions: Fixtures/otlp_receiver.py.
package final class OTLPReceiver: Sendable {
  /// The most that it may tell at once.
  private static let limit = 64 << 20

  /// Where it receives, without a path: `http://127.0.0.1:4318`.
  package let url: String
  private let control: String
  private let process: ChildProcess

  /// - Parameter isSecure: whether it speaks TLS, with the certificate of `TLSFixture.redis`, and only with the client of
  ///   `TLSFixture`.
  package static func start(isSecure: Bool = false) async throws -> OTLPReceiver {
    let script = Bundle.module.bundleURL.appending(path: "Fixtures/otlp_receiver.py").path
    let security = [
      "--certificate", TLSFixture.redis, "--key", TLSFixture.redisKey, "--client-authority", TLSFixture.authority,
    ]
    let process = try await ChildProcess.start(Executable.python, [script] + (isSecure ? security : []))
    let line = await process.output.first { $0.hasPrefix("listening ") }
    guard let ports = line?.split(separator: " ").dropFirst().map(String.init), ports.count == 2 else {
      await process.end()
      throw HasNotStarted(output: process.output.linesRead)
    }
    return OTLPReceiver(
      url: "\(isSecure ? "https" : "http")://127.0.0.1:\(ports[0])", control: "http://127.0.0.1:\(ports[1])", process)
  }

  /// Starts a receiver for as long as a test needs it.
  package static func run<Result>(
    isSecure: Bool = false, _ body: (OTLPReceiver) async throws -> Result
  ) async throws -> Result {
    let receiver = try await start(isSecure: isSecure)
    let result: Result
    do {
      result = try await body(receiver)
    } catch {
      await receiver.end()
      throw error
    }
    await receiver.end()
    return result
  }

  private init(url: String, control: String, _ process: ChildProcess) {
    self.url = url
    self.control = control
    self.process = process
  }

  package struct HasNotStarted: Error {
    package let output: [String]
  }

  /// Says how the next exports are answered; those after them are taken.
  package func answer(_ answers: OTLPAnswer...) async throws {
    var request = HTTPClientRequest(url: "\(control)/answers")
    request.method = .POST
    request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(answers)))
    _ = try await HTTPClient.shared.execute(request, timeout: .minutes(1))
  }

  /// The exports of a signal (`traces`, `metrics`, `logs`), or of all; waits until there are so many.
  package func received(_ signal: String? = nil, atLeast count: Int = 0) async throws -> [OTLPRequest] {
    let filter = signal.map { "&signal=\($0)" } ?? ""
    let request = HTTPClientRequest(url: "\(control)/received?atLeast=\(count)\(filter)")
    let response = try await HTTPClient.shared.execute(request, timeout: .minutes(1))
    let body = try await response.body.collect(upTo: Self.limit)
    return try JSONDecoder().decode([OTLPRequest].self, from: Data(body.readableBytesView))
  }

  package func end() async {
    await process.end()
  }
}
