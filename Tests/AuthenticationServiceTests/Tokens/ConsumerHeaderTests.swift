import NIOCore
import Testing

@testable import HTTPEdge

/// What the consumer headers may hold.
struct ConsumerHeaderTests {
  static let accepted = [
    Case("256 characters", [("X-Consumer-ID", Case.text(256)), ("X-Consumer-Username", Case.text(256))]),
    Case("256 characters of two bytes", [Case.id, ("X-Consumer-Username", Case.text(256, of: "é"))]),
    Case("256 characters of four bytes", [Case.id, ("X-Consumer-Username", Case.text(256, of: "🦊"))]),
    Case("names in any case", [("x-consumer-id", "a"), ("X-CONSUMER-USERNAME", "b")]),
    Case("spaces in a username", [Case.id, ("X-Consumer-Username", "Alice Liddell")]),
    Case("an id like a path", [("X-Consumer-ID", "../x"), Case.username]),
    Case("an id like a URL", [("X-Consumer-ID", "a/b?x#y"), Case.username]),
    Case("an id that is not ASCII", [("X-Consumer-ID", "zoë"), Case.username]),
    Case("a custom id besides the username", [Case.id, Case.username, ("X-Consumer-Custom-ID", "c-1")]),
    Case(
      "an empty username and a custom id",
      [
        Case.id, ("X-Consumer-Username", ""), ("X-Consumer-Custom-ID", "c-1"),
      ]),
  ]

  @Test(arguments: accepted) func `headers as Kong sends them are accepted`(_ row: Case) async throws {
    #expect(try await TestService().ask("/tokens", row.headers).status == 200)
  }

  static let refused = [
    Case("two ids", [Case.id, Case.id, Case.username], .repeated),
    Case("two ids that differ in case", [Case.id, ("x-consumer-id", "bob"), Case.username], .repeated),
    Case("two usernames", [Case.id, Case.username, Case.username], .repeated),
    Case("two usernames, one empty", [Case.id, ("X-Consumer-Username", ""), Case.username], .repeated),
    Case("two custom ids", [Case.id, ("X-Consumer-Custom-ID", "c"), ("X-Consumer-Custom-ID", "d")], .repeated),
    Case(
      "two custom ids besides a username",
      [Case.id, Case.username, ("X-Consumer-Custom-ID", "c"), ("X-Consumer-Custom-ID", "d")], .repeated),
    Case(
      "two credential identifiers",
      [Case.id, Case.username, ("X-Credential-Identifier", "a"), ("X-Credential-Identifier", "a")], .repeated),
    Case(
      "two credential identifiers, one empty",
      [Case.id, Case.username, ("X-Credential-Identifier", "a"), ("x-credential-identifier", "")], .repeated),
    Case("two ids of an anonymous consumer", [Case.id, Case.id, Case.username, Case.anonymous], .repeated),
    Case("a space in the id", [("X-Consumer-ID", "a b"), Case.username], .malformed),
    Case("a tab in the id", [("X-Consumer-ID", "a\tb"), Case.username], .malformed),
    Case("a DEL in the id", [("X-Consumer-ID", "a\u{7F}b"), Case.username], .malformed),
    Case("a control character of Latin-1 in the id", [("X-Consumer-ID", "a\u{85}b"), Case.username], .malformed),
    Case("a no-break space in the id", [("X-Consumer-ID", "a\u{A0}b"), Case.username], .malformed),
    Case("a zero-width space in the id", [("X-Consumer-ID", "a\u{200B}b"), Case.username], .malformed),
    Case("an override of the direction in the id", [("X-Consumer-ID", "a\u{202E}b"), Case.username], .malformed),
    Case("a joiner in the id", [("X-Consumer-ID", "a\u{200D}b"), Case.username], .malformed),
    Case("a soft hyphen in the id", [("X-Consumer-ID", "a\u{AD}b"), Case.username], .malformed),
    Case("a byte order mark before the id", [("X-Consumer-ID", "\u{FEFF}alice"), Case.username], .malformed),
    Case("a line separator in the id", [("X-Consumer-ID", "a\u{2028}b"), Case.username], .malformed),
    Case("an ideographic space in the id", [("X-Consumer-ID", "a\u{3000}b"), Case.username], .malformed),
    Case("no character at all in the id", [("X-Consumer-ID", "a\u{FFFE}b"), Case.username], .malformed),
    Case("a tag character in the id", [("X-Consumer-ID", "alice\u{E0041}"), Case.username], .malformed),
    Case("an id of 257 bytes", [("X-Consumer-ID", Case.text(257)), Case.username], .tooLong),
    Case("257 characters of two bytes", [Case.id, ("X-Consumer-Username", Case.text(257, of: "é"))], .tooLong),
  ]

  @Test(arguments: refused) func `headers that Kong does not send are refused`(_ row: Case) async throws {
    let service = try TestService()
    let answer = await service.ask("/tokens", row.headers)
    #expect(answer.body == row.problem?.body(instance: "/tokens"))
    #expect(service.source.calls == [])
  }

  /// Overlong forms of NUL, dot and slash, surrogates, what is beyond Unicode, and what is cut off.
  static let notText: [[UInt8]] = [
    [0x61, 0xC3, 0x28], [0xC0, 0x80], [0xC0, 0xAE, 0xC0, 0xAE, 0x2F], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF],
    [0xF0, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80], [0x61, 0xE2, 0x82], [0xFE], [0xFF, 0xFE, 0x61, 0x00],
  ]

  @Test(arguments: ["X-Consumer-ID", "X-Consumer-Username", "X-Consumer-Custom-ID"], notText)
  func `a value that is not UTF-8 is refused`(_ name: String, _ value: [UInt8]) async throws {
    let others = [Case.id, Case.username].filter { $0.name != name }
    let headers = RequestHeaders(bytes: [name: value], others)
    let answer = await Answer(try TestService().reply(.get, "/tokens", headers))
    #expect(answer.body == Problem.malformed.body(instance: "/tokens"))
  }

  @Test func `a consumer without a username goes by its custom id`() async throws {
    let answer = try await TestService().ask("/tokens", [Case.id, ("X-Consumer-Custom-ID", "partner-42")])
    let payload = try #require(answer.text("access_token").flatMap(TestToken.payload))
    #expect(payload.hasPrefix(#"{"sub":"partner-42","#))
    #expect(payload.hasSuffix(##""name":"partner-42","unique_name":"auth.example.com#partner-42"}"##))
  }

  @Test func `a username counts for more than a custom id`() async throws {
    let answer = try await TestService().ask("/tokens", [Case.id, Case.username, ("X-Consumer-Custom-ID", "c-1")])
    let payload = try #require(answer.text("access_token").flatMap(TestToken.payload))
    #expect(payload.hasPrefix(#"{"sub":"alice","#))
  }

  /// Ids that people, or Swift, take for one another.
  static let lookalikes = [
    ("alice", "\u{430}lice"), ("alice", "\u{FF41}lice"), ("alice", "Alice"), ("alice", "al\u{131}ce"),
    ("zo\u{EB}", "zoe\u{308}"), ("Kelvin", "\u{212A}elvin"), ("\u{C5}ke", "\u{212B}ke"),
    ("ohm-\u{3A9}", "ohm-\u{2126}"),
    ("fi", "\u{FB01}"), ("a1", "a\u{661}"), ("a-b", "a\u{2010}b"), ("stra\u{DF}e", "strasse"),
  ]

  @Test(arguments: lookalikes) func `an id that only looks like another is another consumer`(one: String, other: String)
    async throws
  {
    let service = try TestService()
    for id in [one, other, one, other] { _ = await service.ask("/tokens", [("X-Consumer-ID", id), Case.username]) }
    #expect(service.source.calls.map { Array($0.utf8) } == [one, other].map { Array($0.utf8) })
  }

  @Test(arguments: ["../x", "a/b?x#y", "zoë", "A11CE"]) func `the id is asked for as it is spelled`(_ id: String)
    async throws
  {
    let service = try TestService()
    _ = await service.ask("/tokens", [("X-Consumer-ID", id), Case.username])
    #expect(service.source.calls == [id])
  }
}

extension RequestHeaders {
  /// Header lines of which one has a value that is no text.
  fileprivate init(bytes raw: KeyValuePairs<String, [UInt8]>, _ others: Case.Headers) {
    var buffer = ByteBuffer()
    var fields: [Field] = []
    for (name, value) in raw.map({ ($0.key, $0.value) }) + others.map({ ($0.name, Array($0.value.utf8)) }) {
      let start = buffer.writerIndex
      buffer.writeString(name)
      let middle = buffer.writerIndex
      buffer.writeBytes(value)
      fields.append(Field(name: start..<middle, value: middle..<buffer.writerIndex))
    }
    self.init(bytes: buffer, fields: fields)
  }
}
