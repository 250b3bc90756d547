import Foundation
import RedisTestSupport
import Testing

/// What Kong is told by deploy/kong, once decK has filled the variables in.
struct KongFileTests {
  private static let pem = "-----BEGIN CERTIFICATE-----\nMIIB+/=:\n#AAAA\n-----END CERTIFICATE-----"
  private static let secret = "c2VjcmV0+/=="
  private static let variables = [
    "DECK_GATEWAY_CERT": pem, "DECK_GATEWAY_KEY": pem + "\n", "DECK_SERVICE_CA": pem, "DECK_GATEWAY_SECRET": secret,
    "DECK_EXAMPLE_API_KEY": "key", "DECK_EXAMPLE_JWT_SECRET": "secret",
  ]

  private struct Document: Decodable {
    struct Authority: Decodable { let id, cert: String }
    struct Identity: Decodable { let id, cert, key: String }
    struct Reference: Decodable { let id: String }
    struct Plugin: Decodable {
      struct Changes: Decodable { let headers: [String] }
      struct Configuration: Decodable { let remove, add: Changes? }
      let name: String
      let config: Configuration
    }
    struct Service: Decodable {
      let name: String
      let url: String
      let clientCertificate: Reference?
      let caCertificates: [String]?
      let plugins: [Plugin]?
    }
    let certificates: [Identity]?
    let caCertificates: [Authority]?
    let services: [Service]
  }

  private func document(_ name: String) async throws -> Document {
    let fixture = Bundle.module.bundleURL.appending(path: "Fixtures/fill_in.py").path
    let input = String(decoding: try JSONEncoder().encode(Self.variables), as: UTF8.self)
    let told = try await Tool.run(
      URL(filePath: Executable.python), [fixture, Deployment.kongFile(name).path], input: input)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Document.self, from: Data(told.joined().utf8))
  }

  @Test func `certificates get there with all their lines, and the service refers to them`() async throws {
    let document = try await document("kong-mtls.yml")
    let identity = try #require(document.certificates?.first)
    let authority = try #require(document.caCertificates?.first)
    for text in [identity.cert, identity.key, authority.cert] {
      #expect(text.trimmingCharacters(in: .newlines) == Self.pem)
    }
    let service = try #require(document.services.first)
    #expect(service.url.hasPrefix("https://"))
    #expect(service.clientCertificate?.id == identity.id && service.caCertificates == [authority.id])
  }

  @Test func `the secret gets into the header as it is`() async throws {
    let service = try #require(try await document("kong.yml").services.first { $0.name == "authentication-service" })
    let changes = try #require(service.plugins?.first { $0.name == "request-transformer" }?.config)
    #expect(changes.remove?.headers == ["X-Gateway-Secret"])
    #expect(changes.add?.headers == ["X-Gateway-Secret:\(Self.secret)"])
  }
}
