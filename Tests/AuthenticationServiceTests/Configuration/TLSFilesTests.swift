import AuthenticationService
import Testing

/// Files that make up TLS to Kong; the certificates are those of the client's tests.
final class TLSFilesTests {
  private let folder = TestFolder()
  private static let certificates = #filePath.replacing(
    "AuthenticationServiceTests/Configuration/TLSFilesTests.swift", with: "KongClientTests/Fixtures/TLS")
  private static let authority = "\(certificates)/authority.pem"
  private static let certificate = "\(certificates)/client.pem"
  private static let key = "\(certificates)/client.key"

  @Test func `certificates and a key are read at the start`() throws {
    let kong = try ServiceConfiguration.load([
      "KONG_CA_FILE": Self.authority, "KONG_CLIENT_CERT_FILE": Self.certificate, "KONG_CLIENT_KEY_FILE": Self.key,
    ]).kong
    #expect(kong.authorities?.certificates.count == 1)
    #expect(kong.clientCertificate?.certificates.isEmpty == false)
    #expect(kong.clientKey?.path == Self.key)
  }

  @Test(arguments: ["KONG_CA_FILE", "KONG_CLIENT_CERT_FILE", "KONG_CLIENT_KEY_FILE"])
  func `a file with something else is a fault`(variable: String) {
    let text = folder.write("no PEM at all", to: "text")
    let others: [String: String?] =
      variable == "KONG_CLIENT_KEY_FILE"
      ? ["KONG_CLIENT_CERT_FILE": Self.certificate]
      : variable == "KONG_CLIENT_CERT_FILE" ? ["KONG_CLIENT_KEY_FILE": Self.key] : [:]
    for path in [text, folder.path("absent"), folder.path, Self.swapped(variable)] {
      #expect(ServiceConfiguration.faults(others.merging([variable: path]) { $1 }).map(\.variable) == [variable])
    }
  }

  /// A key where a certificate belongs, and the other way round.
  private static func swapped(_ variable: String) -> String {
    variable == "KONG_CLIENT_KEY_FILE" ? certificate : key
  }

  @Test func `certificate and key need each other`() {
    #expect(
      ServiceConfiguration.faults(["KONG_CLIENT_CERT_FILE": Self.certificate])
        == [ConfigurationFault("KONG_CLIENT_CERT_FILE", "needs KONG_CLIENT_KEY_FILE with its key")])
    #expect(
      ServiceConfiguration.faults(["KONG_CLIENT_KEY_FILE": Self.key])
        == [ConfigurationFault("KONG_CLIENT_CERT_FILE", "is required when KONG_CLIENT_KEY_FILE is set")])
  }

  @Test func `the key must be the certificate's`() {
    let changes = ["KONG_CLIENT_CERT_FILE": Self.certificate, "KONG_CLIENT_KEY_FILE": "\(Self.certificates)/kong.key"]
    #expect(ServiceConfiguration.faults(changes).map(\.variable) == ["KONG_CLIENT_CERT_FILE"])
  }
}
