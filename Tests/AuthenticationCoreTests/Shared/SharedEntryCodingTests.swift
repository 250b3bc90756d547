import AuthenticationCore
import TestSupport
import Testing

/// Entries of the shared cache as JSON: what is not exactly one is nothing.
@Suite struct `Readable shared entry` {
  static let now: Int64 = 1_736_942_400_000
  static let id = "0F1E2D3C-aaaa-bbbb-cccc-123456789abc"
  static let block = "cw" + String(repeating: "A", count: 84)
  static let credential = #"{"key":"key-1","signingKey":"\#(block)","createdAt":1,"shortSecret":true}"#
  static let document =
    #"{"schema":2,"name":"alice","consumerId":"alice-id","freshUntil":1736942500000,"credentials":[\#(credential)]}"#

  let form = SharedEntryForm(keys: nil, environment: "test")

  func read(_ text: String, about name: String = "alice", at time: Int64 = now) -> RememberedCredentials? {
    form.read(Array(text.utf8), about: name, under: "key", at: time)
  }

  @Test func `is written like this`() throws {
    let remembered = RememberedCredentials(
      name: "alice", credentials: try .stub(consumer: "alice-id"), remainingLife: .seconds(100))
    let bytes = try #require(form.write(remembered, under: "key", at: Self.now))
    #expect(String(decoding: bytes, as: UTF8.self) == Self.document)
    #expect(read(Self.document)?.inFull == remembered.inFull)
  }

  @Test func `has the keys of credentials that cannot sign, where there are any`() throws {
    let credential = JWTCredential(key: "key-1", secret: Secret("s"), createdAt: 1)
    let credentials = try #require(
      ConsumerCredentials(consumerID: "alice-id", credentials: [credential], unusableKeys: ["rs", "\"é"]))
    let remembered = RememberedCredentials(name: "alice", credentials: credentials, remainingLife: .seconds(100))
    let bytes = try #require(form.write(remembered, under: "key", at: Self.now))
    let document = Self.document.replacing("]}", with: #"],"unusableKeys":["rs","\"é"]}"#)
    #expect(String(decoding: bytes, as: UTF8.self) == document)
    #expect(read(document)?.credentials.unusableKeys == ["rs", "\"é"])
    #expect(read(Self.document)?.credentials.unusableKeys == [])
    for wrong in ["[]", "1", "[1]", #"["rs",null]"#] {
      #expect(read(Self.document.replacing("]}", with: "],\"unusableKeys\":\(wrong)}")) == nil)
    }
  }

  /// What is replaced by what in the document.
  static let faults: [(String, String)] = [
    (#""schema":2"#, #""schema":1"#), (#""schema":2"#, #""schema":3"#), (#""schema":2"#, #""schema":2.5"#),
    (#""schema":2"#, #""schema":"2""#), (#""schema":2"#, #""schema":null"#),
    (#""schema":2,"#, ""), (#""name":"alice","#, ""), (#""consumerId":"alice-id","#, ""),
    (#""freshUntil":1736942500000,"#, ""), (#","credentials":["#, #","others":["#),
    (#"{"schema""#, #"{"more":1,"schema""#), (#"{"schema""#, #"{"schema":2,"schema""#),
    (#""name":"alice""#, #""name":"bob""#), (#""name":"alice""#, #""name":"Alice""#),
    (#""name":"alice""#, #""name":7"#),
    (#""alice-id""#, #""""#), (#""alice-id""#, "null"),
    ("1736942500000", "1736942500000.5"), ("1736942500000", #""1736942500000""#), ("1736942500000", "true"),
    ("1736942500000", "1e300"), ("1736942500000", "-1e300"), ("1736942500000", "1e400"),
    ("1736942500000", "9223372036854775807"), ("1736942500000", "-9223372036854775808"),
    ("1736942500000", "9007199254740992"), ("1736942500000", "-9007199254740992"),
    (credential, ""), (credential, "null"), (credential, "{}"), (credential, "\(credential),1"),
    ("[\(credential)]", credential), (#""key":"key-1","#, ""), (#""key":"key-1""#, #""key":"""#),
    (#""key":"key-1""#, #""key":1"#), (#""key":"key-1""#, #""more":1,"key":"key-1""#),
    (block, ""), (block, String(block.dropLast())), (block, block + "A"), (block, block + "AA"), (block, block + "=="),
    (block, "c!" + block.dropFirst(2)), (#""\#(block)""#, "1"), (#""signingKey":"\#(block)","#, ""),
    (#""createdAt":1"#, #""createdAt":1.5"#), (#""createdAt":1"#, #""createdAt":1e300"#),
    (#""createdAt":1"#, #""createdAt":"1""#), (#""createdAt":1,"#, ""),
    (#""shortSecret":true"#, #""shortSecret":1"#), (#""shortSecret":true"#, #""shortSecret":null"#),
    (#","shortSecret":true"#, ""), ("]}", "]"), ("]}", "]}}"), (#"{"schema""#, #"[{"schema""#),
  ]

  @Test(arguments: faults) func `with a fault is nothing`(original: String, replacement: String) {
    let text = Self.document.replacing(original, with: replacement)
    #expect(text != Self.document)
    #expect(read(text) == nil)
  }

  @Test(arguments: ["", " ", "null", "[]", "2", "{}", "{", "\u{0}", "authcred2\n"])
  func `is nothing when it is something else`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `that is no UTF-8 is nothing`() {
    var bytes = Array(Self.document.replacing("alice-id", with: "X").utf8)
    let position = bytes.firstIndex(of: UInt8(ascii: "X"))
    bytes[position ?? 0] = 0xFF
    #expect(form.read(bytes, about: "alice", under: "key", at: Self.now) == nil)
  }

  @Test(arguments: [
    (id, id, true), (id, id.lowercased(), true), (id.uppercased(), id, true), (id, "alice-id", false),
    (id, "0f1e2d3c-aaaa-bbbb-cccc-123456789abd", false), ("alice", id, true), ("alice", "alice", true),
  ])
  func `about an id must be about the consumer with that id`(name: String, consumerID: String, isBelieved: Bool) {
    let text = Self.document.replacing("alice-id", with: consumerID)
      .replacing(#""name":"alice""#, with: #""name":"\#(name)""#)
    #expect((read(text, about: name) != nil) == isBelieved)
  }

  @Test func `is about whoever is spelled in the same bytes`() {
    let composed = Self.document.replacing(#""name":"alice""#, with: "\"name\":\"\u{E9}\"")
    #expect(read(composed, about: "\u{E9}") != nil)
    #expect(read(composed, about: "e\u{301}") == nil)
  }

  @Test(
    arguments: [9_007_199_254_740_991, -9_007_199_254_740_991, 0, -1] as [Int64], [0, now, .max, .min, -1] as [Int64])
  func `with any end at any time can be taken in`(end: Int64, time: Int64) throws {
    let text = Self.document.replacing("1736942500000", with: "\(end)")
    let remembered = try #require(read(text, at: time))
    let (life, isExtreme) = end.subtractingReportingOverflow(time)
    #expect((remembered.remainingLife > .zero) == (end > time))
    let lifetime = CredentialLifetime(found: .seconds(300), staleTolerance: .seconds(600), random: { 0.5 })
    let start = TestTime().now
    let cache = MemoryCredentialCache(capacity: 10, lifetime: lifetime)
    #expect(cache.restore([remembered], at: start) == ((isExtreme ? end > time : life > -600_000) ? 1 : 0))
    cache.insert(remembered, at: start)
    #expect(cache.remainingLife(of: "alice", at: start) <= .seconds(330))
  }

  @Test func `has ten thousand credentials at most`() {
    func text(_ count: Int) -> String {
      Self.document.replacing(
        Self.credential, with: repeatElement(Self.credential, count: count).joined(separator: ","))
    }
    #expect(read(text(10_000))?.credentials.all.count == 10_000)
    #expect(read(text(10_001)) == nil)
  }
}
