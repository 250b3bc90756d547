import AuthenticationCore
import Foundation
import KongClient
import KongSandbox
import Logging
import NIOPosix
import Testing

/// The Kong that keeps the contract: the sandbox in one of its two languages, or a real one.
///
/// With `TEST_KONG_ADMIN_URL` and `TEST_KONG_PROXY_URL` (and `TEST_KONG_ADMIN_TOKEN` where Kong asks for one) it is that
/// one, as a self-managed Kong; what the suite makes there it takes away again.
enum KongUnderTest: Sendable, CustomTestStringConvertible {
  case sandbox
  case sandboxAsKonnect
  case real(admin: URL, proxy: URL, token: String?)

  static let all: [KongUnderTest] = {
    let environment = ProcessInfo.processInfo.environment
    guard let admin = environment["TEST_KONG_ADMIN_URL"].flatMap({ URL(string: $0) }),
      let proxy = environment["TEST_KONG_PROXY_URL"].flatMap({ URL(string: $0) })
    else { return [.sandbox, .sandboxAsKonnect] }
    return [.real(admin: admin, proxy: proxy, token: environment["TEST_KONG_ADMIN_TOKEN"])]
  }()

  var testDescription: String {
    switch self {
    case .sandbox: "the sandbox"
    case .sandboxAsKonnect: "the sandbox in Konnect's language"
    case .real(let admin, _, _): "the real Kong at \(admin.absoluteString)"
    }
  }

  var speaksKonnect: Bool {
    if case .sandboxAsKonnect = self { true } else { false }
  }
}

/// A Kong that runs, for the length of one test.
struct RunningKong: Sendable {
  /// The base of the Admin API, without a slash at its end.
  let admin: String
  /// The base of the proxy.
  let proxy: String
  let token: String?
  /// The sandbox behind it, if it is one.
  let sandbox: Sandbox?
  /// Marks what this run makes, so that it is in nobody's way.
  let run = String(UUID().uuidString.lowercased().prefix(8))
}

extension KongUnderTest {
  /// Runs a test with a Kong, and takes away what was started.
  func use<Result: Sendable>(_ body: (RunningKong) async throws -> Result) async throws -> Result {
    guard case .real(let admin, let proxy, let token) = self else {
      let sandbox = try await Sandbox.start(SandboxConfiguration(seed: KongState()), on: .singleton)
      let kong = RunningKong(
        admin: "http://\(sandbox.admin.authority)", proxy: "http://\(sandbox.proxy.authority)", token: nil,
        sandbox: sandbox)
      let result: Result
      do {
        result = try await body(kong)
      } catch {
        await sandbox.stop()
        throw error
      }
      await sandbox.stop()
      return result
    }
    let bases = [admin, proxy].map {
      $0.absoluteString.hasSuffix("/") ? String($0.absoluteString.dropLast()) : $0.absoluteString
    }
    return try await body(RunningKong(admin: bases[0], proxy: bases[1], token: token, sandbox: nil))
  }

  /// Asks for a consumer's credentials as the service would.
  func lookUp(
    _ text: String, in kong: RunningKong, configure: (inout KongAdminConfiguration) -> Void = { _ in }
  ) async throws -> Result<ConsumerCredentials, CredentialLookupError> {
    var configuration = KongAdminConfiguration(
      deployment: try deployment(of: kong), token: kong.token.map(Secret.init), version: "contract")
    configuration.lookupTimeout = .seconds(50)
    configuration.readTimeout = .seconds(50)
    configuration.connectTimeout = .seconds(50)
    configuration.provisioningTimeout = .seconds(50)
    configure(&configuration)
    let client = KongAdminClient(
      configuration, on: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "contract") { _ in SwiftLogNoOpLogHandler() })
    let result: Result<ConsumerCredentials, CredentialLookupError>
    do throws(CredentialLookupError) {
      result = .success(try await client.credentials(ofConsumer: text))
    } catch {
      result = .failure(error)
    }
    try await client.shutdown()
    return result
  }

  private func deployment(of kong: RunningKong) throws -> KongDeployment {
    let url = try #require(URL(string: kong.admin))
    let host = try #require(url.host)
    let isSecure = url.scheme == "https"
    let port = url.port ?? (isSecure ? 443 : 80)
    guard speaksKonnect else {
      return .selfManaged(KongAdminURL(isSecure: isSecure, host: host, port: port, path: url.path))
    }
    return .konnect(
      try #require(KonnectControlPlane(isSecure: isSecure, host: host, port: port, path: url.path)))
  }
}
