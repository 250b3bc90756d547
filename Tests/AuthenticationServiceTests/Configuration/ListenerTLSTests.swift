import AuthenticationService
import HTTPEdge
import NIOSSL
import TLSTestSupport
import Testing

/// The files that make up our own TLS, and what holds between them.
final class ListenerTLSTests {
  private let folder = TestFolder()
  private static let identity = [
    "TLS_CERT_FILE": ServerCertificates.server, "TLS_KEY_FILE": ServerCertificates.serverKey,
  ]
  private static let authority = ["TLS_CLIENT_CA_FILE": ServerCertificates.authority]

  private func faults(_ changes: [String: String]...) -> [ConfigurationFault] {
    let all = changes.reduce([:]) { $0.merging($1) { $1 } }
    return ServiceConfiguration.faults(all.mapValues { $0 as String? })
  }

  @Test func `certificate, key and authorities are read at the start`() throws {
    let changes = Self.identity.merging(Self.authority) { $1 }.merging(["TLS_MIN_VERSION": "1.3"]) { $1 }
    func tls(_ more: [String: String] = [:]) throws -> ServerTLS? {
      ServerTLS(try ServiceConfiguration.load(changes.merging(more) { $1 }.mapValues { $0 as String? }).tls)
    }
    let authorities = try NIOSSLCertificate.fromPEMFile(ServerCertificates.authority)
    var expected = ServerTLS(
      certificateChain: try NIOSSLCertificate.fromPEMFile(ServerCertificates.server),
      privateKey: try NIOSSLPrivateKey(file: ServerCertificates.serverKey, format: .pem),
      clientCertificates: .optional(authorities: authorities), minimumVersion: .tls13)
    #expect(try tls() == expected)
    expected.clientCertificates = .required(authorities: authorities)
    #expect(try tls(["TLS_CLIENT_AUTH": "required"]) == expected)
    expected.clientCertificates = .none
    #expect(try tls(["TLS_CLIENT_CA_FILE": ""]) == expected)
    #expect(ServerTLS(try ServiceConfiguration.load([:]).tls) == nil)
  }

  @Test(arguments: ["TLS_CERT_FILE", "TLS_KEY_FILE", "TLS_CLIENT_CA_FILE"])
  func `a file with something else is a fault`(variable: String) {
    let text = folder.write("no PEM at all", to: "text")
    let swapped = variable == "TLS_KEY_FILE" ? ServerCertificates.server : ServerCertificates.serverKey
    for path in [text, folder.path("absent"), folder.path, swapped] {
      #expect(faults(Self.identity, Self.authority, [variable: path]).map(\.variable) == [variable])
    }
  }

  @Test func `authorities without a root would shut everybody out`() {
    for path in [ServerCertificates.client, ServerCertificates.server] {
      #expect(
        faults(Self.identity, ["TLS_CLIENT_CA_FILE": path]) == [
          ConfigurationFault(
            "TLS_CLIENT_CA_FILE", "names a file without a root certificate: everybody would be shut out")
        ])
    }
  }

  @Test func `certificate and key need each other, and fit together`() {
    #expect(
      faults(["TLS_CERT_FILE": ServerCertificates.server])
        == [ConfigurationFault("TLS_CERT_FILE", "needs TLS_KEY_FILE with its key")])
    #expect(
      faults(["TLS_KEY_FILE": ServerCertificates.serverKey])
        == [ConfigurationFault("TLS_CERT_FILE", "is required when TLS_KEY_FILE is set")])
    #expect(
      faults(Self.identity, ["TLS_KEY_FILE": ServerCertificates.renewedKey]) == [
        ConfigurationFault("TLS_CERT_FILE", "names a certificate that does not belong to the key of TLS_KEY_FILE")
      ])
  }

  @Test func `clients can be asked over TLS alone, and shut out by authorities alone`() {
    #expect(
      faults(Self.authority) == [
        ConfigurationFault(
          "TLS_CLIENT_CA_FILE", "needs TLS_CERT_FILE and TLS_KEY_FILE: without TLS no client shows a certificate")
      ])
    #expect(
      faults(Self.identity, ["TLS_CLIENT_AUTH": "required"]) == [
        ConfigurationFault(
          "TLS_CLIENT_AUTH", "needs TLS_CLIENT_CA_FILE with the authorities that may vouch for clients")
      ])
    #expect(faults(Self.identity, Self.authority, ["TLS_CLIENT_AUTH": "required"]).isEmpty)
  }

  /// By the rules themselves, whichever proofs the variable takes.
  @Test(arguments: [
    ([:], ["GATEWAY_PROOF: needs TLS_CERT_FILE, TLS_KEY_FILE and TLS_CLIENT_CA_FILE to be mtls"]),
    (identity, ["GATEWAY_PROOF: needs TLS_CERT_FILE, TLS_KEY_FILE and TLS_CLIENT_CA_FILE to be mtls"]),
    (identity.merging(authority) { $1 }, []),
    (
      identity.merging(authority) { $1 }.merging(["TLS_CLIENT_AUTH": "required"]) { $1 },
      [
        "TLS_CLIENT_AUTH: must be optional with GATEWAY_PROOF=mtls, which answers probes without a certificate and nobody else"
      ]
    ),
  ])
  func `a gateway that proves itself by a certificate must be asked for one`(
    changes: [String: String], complaints: [String]
  ) throws {
    var configuration = try ServiceConfiguration.load(changes.mapValues { $0 as String? })
    configuration.gateway.proof = .mtls
    let found = ConfigurationRule.all.compactMap { rule in
      rule.complaint(configuration).map { "\(rule.variables[0]): \($0)" }
    }
    #expect(found == complaints)
  }

  @Test func `authorities that shut nobody out are warned of`() throws {
    func warnings(_ more: [String: String]) throws -> [String] {
      let environment = ServiceConfiguration.minimum.merging(Self.identity) { $1 }.merging(Self.authority) { $1 }
      return try LoadedConfiguration.load(environment: environment.merging(more) { $1 }).warnings.map(\.description)
    }
    #expect(
      try warnings([:])
        == ["TLS_CLIENT_CA_FILE: shuts nobody out while TLS_CLIENT_AUTH is optional and GATEWAY_PROOF is not mtls"])
    #expect(try warnings(["TLS_CLIENT_AUTH": "required"]).isEmpty)
  }
}
