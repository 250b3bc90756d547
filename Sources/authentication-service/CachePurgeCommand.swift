import ArgumentParser
import AsyncHTTPClient
import AuthenticationService
import FoundationEssentials
import HTTPClientSupport
import NIOCore
import NIOHTTP1
import NIOPosix

/// Lets running services forget what they know of one consumer, or of all.
struct CachePurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Lets all replicas forget one consumer, or everybody; exits with 0 or 1.",
    discussion: """
      Takes the environment of the service. With HIGH_AVAILABILITY the shared cache is purged, and every replica is told; \
      it need not run on the machine of one. Otherwise the service on this machine is asked, through its management \
      surface (MANAGEMENT_HOST, MANAGEMENT_PORT, MANAGEMENT_TOKEN; outside production and staging also HOST and PORT).

      EXAMPLES
        authentication-service cache purge --consumer a11ce000-0000-4000-8000-000000000001
        authentication-service cache purge --all
      """
  )

  @Option(help: "The consumer to forget, by the id that Kong sends in X-Consumer-ID.")
  var consumer: String?

  @Flag(help: "Forget everybody.")
  var all = false

  @Option(help: "Milliseconds to wait for the answer.")
  var timeout = 10_000

  func validate() throws {
    guard (consumer == nil) == all, consumer != "" else {
      throw ValidationError("Say whom to forget: either --consumer ID or --all.")
    }
    guard (1...600_000).contains(timeout) else { throw ValidationError("A timeout is a number from 1 to 600000.") }
  }

  func run() async throws {
    let configuration = try ServeCommand.load().configuration
    let outcome =
      configuration.sharesCache
      ? await SharedCachePurge(configuration).run(consumer: consumer, within: .milliseconds(timeout))
      : await askService(configuration)
    switch outcome {
    case .success(let said): StandardStream.output.print(said)
    case .failure(let failure):
      StandardStream.error.print(failure.reason)
      throw ExitCode.failure
    }
  }

  /// Asks the service on this machine.
  private func askService(_ configuration: ServiceConfiguration) async -> Result<String, PurgeFailure> {
    guard let base = configuration.managementURL else {
      return .failure(PurgeFailure("The service has no management surface here: set MANAGEMENT_PORT"))
    }
    let url = base + "/admin/cache" + (consumer.map { "/\($0.percentEncoded)" } ?? "")
    var request = HTTPClientRequest(url: url)
    request.method = .DELETE
    if let authorization = configuration.managementAuthorization {
      request.headers.add(name: "Authorization", value: authorization)
    }
    do {
      return try await HTTPClient.withHTTPClient(configuration: .ownMachine) { [request] client in
        let answer = try await client.execute(request, timeout: .milliseconds(Int64(timeout)))
        guard answer.status == .ok else { return .failure(PurgeFailure("\(url) answers \(answer.status.code)")) }
        let body = try await answer.body.collect(upTo: 1 << 16)
        let purged = try JSONDecoder().decode(Purged.self, from: Data(body.readableBytesView))
        return .success("Forgotten: \(purged.purged); \(purged.entries) entries of this replica")
      }
    } catch {
      return .failure(PurgeFailure("\(url) does not answer: \(ExchangeFailure(error))"))
    }
  }
}

/// What the service says of a purge.
private struct Purged: Decodable {
  let purged: String
  let entries: Int
}

extension String {
  /// The text as a segment of a path (RFC 3986, section 3.3).
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        String(Unicode.Scalar(byte))
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
