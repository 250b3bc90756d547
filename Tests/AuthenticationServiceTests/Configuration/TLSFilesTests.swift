import AuthenticationService
import Testing

/// Files that make up TLS to Kong and to Redis; the certificates are those of the client's tests.
final class TLSFilesTests {
  private let folder = TestFolder()
  private static let certificates = #filePath.replacing(
    "AuthenticationServiceTests/Configuration/TLSFilesTests.swift", with: "KongClientTests/Fixtures/TLS")
  private static let authority = "\(certificates)/authority.pem"
  private static let certificate = "\(certificates)/client.pem"
  private static let key = "\(certificates)/client.key"

  @Test func `certificates and a key are read at the start`() throws {
    let changes = ["_CA_FILE": Self.authority, "_CLIENT_CERT_FILE": Self.certificate, "_CLIENT_KEY_FILE": Self.key]
    let kong = try ServiceConfiguration.load(Self.changes("KONG", changes)).kong
    #expect(kong.authorities?.certificates.count == 1)
    #expect(kong.clientCertificate?.certificates.isEmpty == false)
    #expect(kong.clientKey?.path == Self.key)
    let redis = try ServiceConfiguration.load(Self.changes("REDIS", changes)).redis
    #expect(redis.authorities?.certificates.count == 1)
    #expect(redis.clientCertificate?.certificates.isEmpty == false)
    #expect(redis.clientKey?.path == Self.key)
  }

  @Test(arguments: ["KONG", "REDIS"], ["_CA_FILE", "_CLIENT_CERT_FILE", "_CLIENT_KEY_FILE"])
  func `a file with something else is a fault`(server: String, variable: String) {
    let text = folder.write("no PEM at all", to: "text")
    let others =
      variable == "_CLIENT_KEY_FILE"
      ? ["_CLIENT_CERT_FILE": Self.certificate]
      : variable == "_CLIENT_CERT_FILE" ? ["_CLIENT_KEY_FILE": Self.key] : [:]
    for path in [text, folder.path("absent"), folder.path, Self.swapped(variable)] {
      let changes = Self.changes(server, others.merging([variable: path]) { $1 })
      #expect(ServiceConfiguration.faults(changes).map(\.variable) == [server + variable])
    }
  }

  /// A key where a certificate belongs, and the other way round.
  private static func swapped(_ variable: String) -> String {
    variable == "_CLIENT_KEY_FILE" ? certificate : key
  }

  /// Variables of a server, which are called alike.
  private static func changes(_ server: String, _ changes: [String: String]) -> [String: String?] {
    Dictionary(uniqueKeysWithValues: changes.map { (server + $0.key, $0.value as String?) })
  }

  @Test(arguments: ["KONG", "REDIS"]) func `certificate and key need each other`(server: String) {
    let variable = "\(server)_CLIENT_CERT_FILE"
    #expect(
      ServiceConfiguration.faults([variable: Self.certificate])
        == [ConfigurationFault(variable, "needs \(server)_CLIENT_KEY_FILE with its key")])
    #expect(
      ServiceConfiguration.faults(["\(server)_CLIENT_KEY_FILE": Self.key])
        == [ConfigurationFault(variable, "is required when \(server)_CLIENT_KEY_FILE is set")])
  }

  @Test(arguments: ["KONG", "REDIS"]) func `the key must be the certificate's`(server: String) {
    let changes = ["_CLIENT_CERT_FILE": Self.certificate, "_CLIENT_KEY_FILE": "\(Self.certificates)/kong.key"]
    #expect(
      ServiceConfiguration.faults(Self.changes(server, changes)) == [
        ConfigurationFault(
          "\(server)_CLIENT_CERT_FILE",
          "names a certificate that does not belong to the key of \(server)_CLIENT_KEY_FILE")
      ])
  }
}
