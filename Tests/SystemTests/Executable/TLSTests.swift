import Foundation
import KongSandbox
import TLSTestSupport
import Testing

/// The executable with a certificate of its own.
@Suite(.timeLimit(.minutes(1))) struct TLSTests {
  private static func variables(port: Int, _ more: [String: String] = [:]) -> [String: String] {
    ServeCommandTests.variables(port: port, admin: "127.0.0.1:1").merging([
      "TLS_CERT_FILE": ServerCertificates.server, "TLS_KEY_FILE": ServerCertificates.serverKey,
    ]) { $1 }.merging(more) { $1 }
  }

  @Test func `clients are answered over TLS, counted, and probed as well`() async throws {
    let port = try await LocalPort.free()
    let variables = Self.variables(port: port)
    let (_, exitCode) = try await ServiceProcess.serve(variables) { _, _ in
      try await SecureClient.use(port: port) { client in
        #expect(try await client.get("/health/live").status == 200)
        await #expect(throws: (any Error).self) {
          try await Client(base: "http://127.0.0.1:\(port)").get("/health/live")
        }
        let metrics = try await client.get("/metrics?format=prometheus").body
        #expect(metrics.contains("tls_handshakes_total{result=\"completed\"} 1\n"))
        #expect(metrics.contains("tls_handshakes_total{result=\"failed\"} 1\n"))
        #expect(metrics.contains("tls_certificate_expiry_seconds 4922812800\n"))
      }
      let probe = try await ServiceProcess.run(["healthcheck", "--timeout", "30000"], variables)
      #expect(probe.exitCode == 0)
      #expect(probe.output + probe.errors == [])
    }
    #expect(exitCode == 0)
  }

  @Test func `a certificate that cannot be used is a fault of the configuration`() async throws {
    let outcome = try await ServiceProcess.run(
      ["serve"],
      Self.variables(port: 1, ["TLS_KEY_FILE": ServerCertificates.renewedKey, "TLS_MIN_VERSION": "1.1"]))
    #expect(outcome.exitCode == 78)
    #expect(outcome.errors.contains("  - TLS_MIN_VERSION: must be one of 1.2, 1.3"))
    #expect(
      outcome.errors.contains(
        "  - TLS_CERT_FILE: names a certificate that does not belong to the key of TLS_KEY_FILE"))
  }

  @Test func `where a certificate of the client is required, nobody else is answered`() async throws {
    let port = try await LocalPort.free()
    let more = ["TLS_CLIENT_CA_FILE": ServerCertificates.authority, "TLS_CLIENT_AUTH": "required"]
    _ = try await ServiceProcess.serve(Self.variables(port: port, more)) { _, _ in
      try await SecureClient.use(port: port, certificate: ServerCertificates.client) { client in
        let status = try await client.get("/health/live").status
        #expect(status == 200)
      }
      for certificate in [nil, ServerCertificates.strangeClient] {
        try await SecureClient.use(port: port, certificate: certificate) { client in
          _ = await #expect(throws: (any Error).self) { try await client.get("/health/live") }
        }
      }
    }
  }

  @Test func `another certificate is shown without a pause`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (certificate, key) = (folder.appending(path: "tls.crt"), folder.appending(path: "tls.key"))
    func put(_ source: String, _ target: URL) throws {
      try Data(contentsOf: URL(filePath: source)).write(to: target, options: .atomic)
    }
    try put(ServerCertificates.server, certificate)
    try put(ServerCertificates.serverKey, key)
    let port = try await LocalPort.free()
    let files = ["TLS_CERT_FILE": certificate.path, "TLS_KEY_FILE": key.path]
    _ = try await ServiceProcess.serve(Self.variables(port: port, files)) { _, log in
      try await SecureClient.use(port: port) { client in
        #expect(try await client.get("/health/live").status == 200)
        try put(ServerCertificates.renewedKey, key)
        try put(ServerCertificates.renewed, certificate)
        #expect(await log.first(containing: "tls.reload.completed") != nil)
        let metrics = try await client.get("/metrics?format=prometheus").body
        #expect(metrics.contains("tls_certificate_expiry_seconds 4859740800\n"))
        #expect(metrics.contains("tls_reloads_total{result=\"success\"} 1\n"))
        // Still the connection of before.
        #expect(metrics.contains("tls_handshakes_total{result=\"completed\"} 1\n"))
      }
    }
  }
}
