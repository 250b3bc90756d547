import AuthenticationCore
import HTTPEdge
import Synchronization
import TestSupport
import Testing

@testable import AuthenticationService

/// Credentials that are younger than what is remembered of their consumer, while no token may be had with a token.
struct RenewalByNewCredentialTests {
  private static let apiKey = "00000000-0000-4000-8000-000000000101"

  /// What Kong has of Alice, and whether it can be asked.
  private let keys = Recorder<String>()
  private let isDown = Switch()
  private let service: TestService

  init() throws {
    let (keys, isDown) = (keys, isDown)
    keys.append("old-key")
    let source = ScriptedSource { id in
      if isDown.isOn { return .failure(.unavailable(.timeout)) }
      return .success(.stub(id, keys.all.enumerated().map { .stub($1, createdAt: Int64($0)) }))
    }
    service = try TestService(["TOKEN_RENEWAL": "deny", "RATE_LIMIT_PER_CONSUMER": "1000"], source: source)
  }

  private func status(_ identifier: String) async -> Int {
    await service.ask("/tokens", TokenAnswerTests.alice + [(name: "X-Credential-Identifier", value: identifier)]).status
  }

  @Test func `a credential made just now is known at once`() async {
    #expect(await status(Self.apiKey) == 200)
    keys.append("new-key")
    #expect(await status("new-key") == 403)
    #expect(await status("new-key") == 403)
    #expect(service.source.calls.count == 2)
  }

  @Test func `Kong is asked once about each API key, and again when it is due`() async {
    for identifier in [Self.apiKey, "other", Self.apiKey, "other", Self.apiKey] {
      #expect(await status(identifier) == 200)
    }
    #expect(service.source.calls.count == 2)
    service.time.advance(by: .seconds(400))
    for identifier in [Self.apiKey, "other"] { #expect(await status(identifier) == 200) }
    #expect(service.source.calls.count == 3)
  }

  @Test func `what is known of one consumer's API key says nothing about another's`() async {
    #expect(await status("key-1") == 200)
    let bob = [(name: "X-Consumer-ID", value: "bob"), (name: "X-Consumer-Username", value: "bob")]
    for _ in 1...2 {
      let answer = await service.ask("/tokens", bob + [(name: "X-Credential-Identifier", value: "key-1")])
      #expect(answer.status == 200)
    }
    #expect(service.source.calls == ["alice", "bob"])
  }

  @Test func `the key of a credential that is gone is no API key`() async {
    keys.append("new-key")
    #expect(await status("new-key") == 403)
    _ = keys.all.map { _ in keys.removeFirst() }
    keys.append("newer-key")
    service.time.advance(by: .seconds(400))
    #expect(await status(Self.apiKey) == 200)
    #expect(await status("new-key") == 403)
    #expect(await status("newer-key") == 403)
  }

  @Test func `what is known lasts through a reload`() async throws {
    #expect(await status(Self.apiKey) == 200)
    service.components.adopt(try .load(["TOKEN_RENEWAL": "deny"]))
    #expect(await status(Self.apiKey) == 200)
    #expect(service.source.calls.count == 1)
  }

  @Test func `an outage stops nobody who is known, and an API key is asked about when it has passed`() async {
    #expect(await status(Self.apiKey) == 200)
    isDown.turn(on: true)
    #expect(await status("another") == 200)
    #expect(await status("old-key") == 403)
    isDown.turn(on: false)
    keys.append("another")
    #expect(await status("another") == 403)
  }
}

/// Something that is on or off.
private final class Switch: Sendable {
  private let state = Mutex(false)

  var isOn: Bool { state.withLock { $0 } }

  func turn(on isOn: Bool) {
    state.withLock { $0 = isOn }
  }
}
