import AuthenticationService
import TLSTestSupport
import Testing

/// Where a service on this machine is asked.
struct ServiceAddressTests {
  @Test(
    arguments: [
      (nil, "http://127.0.0.1:3000"), ("0.0.0.0", "http://127.0.0.1:3000"), ("::", "http://127.0.0.1:3000"),
      ("::1", "http://[::1]:3000"), ("10.0.0.1", "http://10.0.0.1:3000"), ("localhost", "http://localhost:3000"),
    ] as [(String?, String)])
  func `an address of all interfaces is asked through the loopback one`(host: String?, url: String) {
    #expect(ServiceAddress.url(host: host, port: 3000) == url)
    #expect(ServiceAddress.url(host: host, port: 3000, isSecure: true) == url.replacing("http", with: "https"))
  }

  @Test(
    arguments: [
      (["PORT": "8080"], "http://127.0.0.1:8080"), (["NODE_ENV": "test", "HOST": "::1"], "http://[::1]:3000"),
      (["MANAGEMENT_PORT": "9000"], "http://127.0.0.1:9000"),
      (["MANAGEMENT_PORT": "9000", "MANAGEMENT_HOST": "10.0.0.1"], "http://10.0.0.1:9000"),
      (["NODE_ENV": "staging"], nil), (["NODE_ENV": "staging", "MANAGEMENT_PORT": "9000"], "http://127.0.0.1:9000"),
    ] as [([String: String], String?)])
  func `the management surface is on its own port, or where it is public`(
    changes: [String: String], url: String?
  ) throws {
    #expect(try ServiceConfiguration.load(changes.mapValues { $0 as String? }).managementURL == url)
  }

  @Test func `over TLS it is asked where it is public, and in the clear where it has a port of its own`() throws {
    let tls = ["TLS_CERT_FILE": ServerCertificates.server, "TLS_KEY_FILE": ServerCertificates.serverKey]
    func url(_ more: [String: String]) throws -> String? {
      try ServiceConfiguration.load(tls.merging(more) { $1 }.mapValues { $0 as String? }).managementURL
    }
    #expect(try url([:]) == "https://127.0.0.1:3000")
    #expect(try url(["MANAGEMENT_PORT": "9000"]) == "http://127.0.0.1:9000")
  }

  @Test func `it is asked with the token that it wants`() throws {
    #expect(try ServiceConfiguration.load([:]).managementAuthorization == nil)
    #expect(
      try ServiceConfiguration.load(["MANAGEMENT_TOKEN": "operators"]).managementAuthorization == "Bearer operators")
  }
}
