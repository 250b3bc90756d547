import AuthenticationCore
import FoundationEssentials
import Logging
import TestSupport
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct SnapshotKeeperTests {
  private let folder = TestFolder()
  private let log = Recorder<String>()
  private static let alice = TokenAnswerTests.alice

  private func keeper(
    _ service: TestService, name: String = "snapshot", key: UInt8 = 7, purpose: String = "tokens"
  ) throws -> SnapshotKeeper {
    SnapshotKeeper(
      file: SnapshotFile(
        path: folder.path(name), keys: try #require(SnapshotKeys([[UInt8](repeating: key, count: 32)])),
        purpose: purpose),
      store: service.components.parts.store, interval: .seconds(300), clock: WallClock { TestService.now * 1000 },
      logger: Logger(label: "test") { [log] _ in RecordingLogHandler(log) })
  }

  /// A service that knows alice has left a snapshot.
  private func leaveSnapshot() async throws {
    let service = try TestService()
    _ = await service.ask("/tokens", Self.alice)
    try keeper(service).write()
  }

  @Test func `what one process knew serves in the next one while Kong is down`() async throws {
    try await leaveSnapshot()
    let next = try TestService(source: .failing(.unavailable(.timeout)), kong: .unreachable)
    try keeper(next).load()
    #expect(await next.ask("/tokens", Self.alice).status == 200)
    #expect(
      log.all == [
        "debug Cache snapshot written bytes=\(try size()) consumers=1",
        "info Cache snapshot loaded consumers=1 too_old=0",
      ])
  }

  @Test func `Kong is asked first where it can be`() async throws {
    try await leaveSnapshot()
    let next = try TestService(source: .failing(.notFound))
    try keeper(next).load()
    #expect(await next.ask("/tokens", Self.alice).status == 401)
    #expect(next.source.calls == ["alice"])
  }

  @Test func `nobody else may read it, and no draft stays`() async throws {
    try await leaveSnapshot()
    try await leaveSnapshot()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("snapshot"))
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["snapshot"])
  }

  @Test(arguments: [
    ("another key", 9 as UInt8, "tokens", "is damaged, or was sealed with another key or for another service"),
    ("another service", 7, "others", "is damaged, or was sealed with another key or for another service"),
  ])
  func `what is foreign is ignored with one line`(what: String, key: UInt8, purpose: String, reason: String)
    async throws
  {
    try await leaveSnapshot()
    let next = try TestService(source: .failing(.unavailable(.timeout)))
    try keeper(next, key: key, purpose: purpose).load()
    #expect(log.all.dropFirst() == ["warning Cache snapshot ignored reason=\(reason)"])
    #expect(await next.ask("/tokens", Self.alice).status == 503)
  }

  @Test(arguments: ["", "nonsense", "authsnap2\n", "authsnap1\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"])
  func `what is damaged is ignored with one line`(content: String) throws {
    folder.write(content, to: "snapshot")
    try keeper(try TestService()).load()
    #expect(log.all.count == 1)
    #expect(log.all.first?.hasPrefix("warning Cache snapshot ignored reason=") == true)
  }

  @Test func `the first start has none, which is no fault`() throws {
    try keeper(try TestService()).load()
    #expect(log.all == ["info No cache snapshot yet"])
  }

  @Test func `where nothing can be written is said`() async throws {
    try keeper(try TestService(), name: "no/such/folder").write()
    #expect(log.all.count == 1)
    #expect(log.all.first?.hasPrefix("warning Cache snapshot not written reason=no file can be made there") == true)
  }

  private func size() throws -> Int {
    try Data(contentsOf: URL(filePath: folder.path("snapshot"))).count
  }
}
