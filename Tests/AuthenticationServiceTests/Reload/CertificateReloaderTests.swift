import AuthenticationService
import Foundation
import HTTPEdge
import Logging
import TLSTestSupport
import Testing

/// New files for a listener that runs on.
@Suite(.timeLimit(.minutes(1))) final class CertificateReloaderTests {
  private let folder = TestFolder()
  private let log = Recorder<String>()

  /// Puts a file in the place of another, whole.
  private func put(_ source: String, _ name: String) throws {
    try Data(contentsOf: URL(filePath: source)).write(to: URL(filePath: folder.path(name)), options: .atomic)
  }

  /// Lets links lead to another folder at once, as Kubernetes does it for a secret.
  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path("new"), withDestinationPath: target)
    #expect(rename(folder.path("new"), folder.path(name)) == 0)
  }

  /// Runs a reloader over the three files beside `body`, which is given what the reloader says of new versions.
  private func reload(
    certificate: String = "tls.crt", key: String = "tls.key", authorities: String? = nil,
    _ body: (TLSContextSlot, AsyncStream<Bool>) async throws -> Void
  ) async throws {
    var changes = ["TLS_CERT_FILE": folder.path(certificate), "TLS_KEY_FILE": folder.path(key)]
    if let authorities { changes["TLS_CLIENT_CA_FILE"] = folder.path(authorities) }
    let tls = try ServiceConfiguration.load(changes.mapValues { $0 as String? }).tls
    let slot = try TLSContextSlot(try #require(ServerTLS(tls)))
    let (reloads, reload) = AsyncStream.makeStream(of: Bool.self)
    let logger = Logger(label: "test") { [log] _ in RecordingLogHandler(log) }
    let reloader = CertificateReloader(tls, in: slot, every: .milliseconds(1), logger: logger) { reload.yield($0) }
    let running = Task { await reloader.run() }
    do { try await body(slot, reloads) } catch { Issue.record(error) }
    running.cancel()
    await running.value
  }

  private static func tls(_ certificate: String, _ key: String) throws -> ServerTLS? {
    ServerTLS(
      try ServiceConfiguration.load(["TLS_CERT_FILE": certificate, "TLS_KEY_FILE": key]).tls)
  }

  private static var old: ServerTLS? { get throws { try tls(ServerCertificates.server, ServerCertificates.serverKey) } }
  private static var new: ServerTLS? {
    get throws { try tls(ServerCertificates.renewed, ServerCertificates.renewedKey) }
  }

  /// Puts the files there that a service begins with.
  private func putFirstVersion() throws {
    try put(ServerCertificates.server, "tls.crt")
    try put(ServerCertificates.serverKey, "tls.key")
    try put(ServerCertificates.authority, "ca.crt")
  }

  @Test func `half a rotation shows the old certificate until the other half is there`() async throws {
    try put(ServerCertificates.server, "tls.crt")
    try put(ServerCertificates.serverKey, "tls.key")
    let (old, new) = (try Self.old, try Self.new)
    try await reload { slot, reloads in
      try put(ServerCertificates.renewed, "tls.crt")
      #expect(await reloads.next() == false)
      #expect(slot.tls == old)
      try put(ServerCertificates.renewedKey, "tls.key")
      #expect(await reloads.next() == true)
      #expect(slot.tls == new)
    }
    #expect(
      log.all == [
        "error Certificate not reloaded: its files have faults, and the former one is shown "
          + "fault=TLS_CERT_FILE names a certificate that does not belong to the key of TLS_KEY_FILE",
        "notice New connections use the new certificate, key and client authorities expires=4859740800",
      ])
  }

  @Test(arguments: [
    ("tls.crt", "TLS_CERT_FILE names a file without a certificate in PEM"),
    ("tls.key", "TLS_KEY_FILE names a file without a private key in PEM that needs no passphrase"),
    ("ca.crt", "TLS_CLIENT_CA_FILE names a file without a certificate in PEM"),
  ])
  func `a broken file is said to be broken, once, and the old one stays`(name: String, fault: String) async throws {
    try putFirstVersion()
    try await reload(authorities: "ca.crt") { slot, reloads in
      let before = slot.tls
      try Data("-----BEGIN CERTIFICATE-----\n".utf8).write(to: URL(filePath: folder.path(name)), options: .atomic)
      #expect(await reloads.next() == false)
      #expect(slot.tls == before)
      // The broken one first: as long as it is broken, a new version of another one is a fault again.
      let remedies = [
        "tls.crt": ServerCertificates.renewed, "tls.key": ServerCertificates.renewedKey,
        "ca.crt": ServerCertificates.stranger,
      ]
      for (remedied, source) in remedies where remedied == name { try put(source, remedied) }
      for (remedied, source) in remedies where remedied != name { try put(source, remedied) }
      let chain = try Self.new?.certificateChain
      while slot.tls.certificateChain != chain { _ = await reloads.next() }
    }
    #expect(
      log.all.first
        == "error Certificate not reloaded: its files have faults, and the former one is shown fault=\(fault)")
    #expect(log.all.filter { $0.hasSuffix(fault) }.count == 1)
  }

  @Test func `authorities without a root are not taken over`() async throws {
    try putFirstVersion()
    try await reload(authorities: "ca.crt") { slot, reloads in
      let before = slot.tls
      try put(ServerCertificates.client, "ca.crt")
      #expect(await reloads.next() == false)
      #expect(slot.tls == before)
    }
    #expect(
      log.all.first?.hasSuffix(
        "TLS_CLIENT_CA_FILE names a file without a root certificate: everybody would be shut out") == true)
  }

  @Test func `other authorities count for new connections`() async throws {
    try putFirstVersion()
    try await reload(authorities: "ca.crt") { slot, reloads in
      let before = slot.tls
      try put(ServerCertificates.stranger, "ca.crt")
      #expect(await reloads.next() == true)
      #expect(slot.tls.clientCertificates != before.clientCertificates)
      #expect(slot.tls.certificateChain == before.certificateChain)
    }
  }

  @Test func `links that lead elsewhere are followed, and both files change at once`() async throws {
    for version in ["1", "2"] {
      try FileManager.default.createDirectory(atPath: folder.path(version), withIntermediateDirectories: true)
    }
    try put(ServerCertificates.server, "1/tls.crt")
    try put(ServerCertificates.serverKey, "1/tls.key")
    try put(ServerCertificates.renewed, "2/tls.crt")
    try put(ServerCertificates.renewedKey, "2/tls.key")
    try link("..data", to: "1")
    try link("tls.crt", to: "..data/tls.crt")
    try link("tls.key", to: "..data/tls.key")
    let new = try Self.new
    try await reload { slot, reloads in
      try link("..data", to: "2")
      #expect(await reloads.next() == true)
      #expect(slot.tls == new)
    }
    #expect(log.all.count == 1)
  }

  @Test func `what has changed between the start and the first look is found`() async throws {
    try put(ServerCertificates.server, "tls.crt")
    try put(ServerCertificates.serverKey, "tls.key")
    let tls = try ServiceConfiguration.load([
      "TLS_CERT_FILE": folder.path("tls.crt"), "TLS_KEY_FILE": folder.path("tls.key"),
    ]).tls
    try put(ServerCertificates.renewedKey, "tls.key")
    try put(ServerCertificates.renewed, "tls.crt")
    let slot = try TLSContextSlot(try #require(ServerTLS(tls)))
    let (reloads, reload) = AsyncStream.makeStream(of: Bool.self)
    let reloader = CertificateReloader(tls, in: slot, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      reload.yield($0)
    }
    let running = Task { await reloader.run() }
    #expect(await reloads.next() == true)
    #expect(slot.tls == (try Self.new))
    running.cancel()
    await running.value
  }

  @Test func `a new version with the same in it is no news`() async throws {
    try put(ServerCertificates.server, "tls.crt")
    try put(ServerCertificates.serverKey, "tls.key")
    try await reload { _, reloads in
      try put(ServerCertificates.server, "tls.crt")
      try put(ServerCertificates.serverKey, "tls.key")
      // It is seen before this, or together with it.
      try put(ServerCertificates.renewedKey, "tls.key")
      #expect(await reloads.next() == false)
    }
    #expect(log.all.count == 1)
  }
}

extension AsyncStream<Bool> {
  /// Waits for the next element.
  fileprivate func next() async -> Bool? {
    await first { _ in true }
  }
}
