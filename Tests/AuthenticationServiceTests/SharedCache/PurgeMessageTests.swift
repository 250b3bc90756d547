import AuthenticationCore
import Testing

@testable import AuthenticationService

/// Word of a purge, as it travels between replicas.
struct PurgeMessageTests {
  static let readable = SharedEntryForm(keys: nil, environment: "production")
  static let alice = PurgeMessage(id: "id-1", time: 1_736_942_400_000, purge: .consumer("älice \"a\""))
  static let everybody = PurgeMessage(id: "id-2", time: 0, purge: .all)

  static func sealed(_ byte: UInt8 = 7, environment: String = "production") throws -> SharedEntryForm {
    let keys = try #require(SnapshotKeys([[UInt8](repeating: byte, count: 32)]))
    return SharedEntryForm(keys: keys, environment: environment)
  }

  func read(_ text: String) -> PurgeMessage? {
    PurgeMessage.read(Array(text.utf8), Self.readable)
  }

  @Test(arguments: [alice, everybody], [true, false]) func `gives back what was written, sealed or not`(
    message: PurgeMessage, isSealed: Bool
  ) throws {
    let form = isSealed ? try Self.sealed() : Self.readable
    let bytes = try #require(message.write(form))
    #expect(PurgeMessage.read(bytes, form) == message)
  }

  @Test func `is written like this`() throws {
    let bytes = try #require(Self.alice.write(Self.readable))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"schema":2,"id":"id-1","time":1736942400000,"consumer":"älice \"a\""}"#)
    #expect(Self.everybody.write(Self.readable) == Array(#"{"schema":2,"id":"id-2","time":0}"#.utf8))
  }

  @Test func `of a stranger is not believed where messages are sealed`() throws {
    let form = try Self.sealed()
    let bytes = try #require(Self.alice.write(form))
    #expect(!bytes.contains(Array("lice".utf8)))
    let plain = try #require(Self.alice.write(Self.readable))
    #expect(PurgeMessage.read(plain, form) == nil)
    #expect(PurgeMessage.read(bytes, Self.readable) == nil)
    #expect(PurgeMessage.read(bytes, try Self.sealed(8)) == nil)
    #expect(PurgeMessage.read(bytes, try Self.sealed(environment: "staging")) == nil)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(PurgeMessage.read(changed, form) == nil)
    }
  }

  @Test func `an entry is no message, though it was sealed with the same key`() throws {
    let form = try Self.sealed()
    let text = Array(#"{"schema":2,"id":"id-2","time":0}"#.utf8)
    let bytes = try #require(form.seal(text, for: SharedCacheKeys.purgeLog))
    #expect(PurgeMessage.read(bytes, form) == nil)
  }

  @Test(arguments: [
    "", "null", "[]", "{}", "purge", #"{"schema":2,"id":"a"}"#, #"{"schema":2,"time":1}"#, #"{"id":"a","time":1}"#,
    #"{"schema":1,"id":"a","time":1}"#, #"{"schema":3,"id":"a","time":1}"#, #"{"schema":"2","id":"a","time":1}"#,
    #"{"schema":2,"id":1,"time":1}"#, #"{"schema":2,"id":null,"time":1}"#, #"{"schema":2,"id":"a","time":"1"}"#,
    #"{"schema":2,"id":"a","time":1e15}"#, #"{"schema":2,"id":"a","time":-1e15}"#,
    #"{"schema":2,"id":"a","time":1e300}"#,
    #"{"schema":2,"id":"a","time":9223372036854775807}"#, #"{"schema":2,"id":"a","time":1,"consumer":null}"#,
    #"{"schema":2,"id":"a","time":1,"consumer":7}"#, #"{"schema":2,"id":"a","time":1,"consumer":["b"]}"#,
    #"{"schema":2,"id":"a","time":1,"consumer":true}"#, #"{"schema":2,"id":"a","id":"b","time":1}"#,
    #"{"schema":2,"id":"\#(String(repeating: "a", count: 65))","time":1}"#, #"{"schema":2,"id":"a","time":1}}"#,
  ])
  func `is nothing when it is something else`(text: String) {
    #expect(read(text) == nil)
  }

  @Test(arguments: [#"{"schema":2,"id":"a","time":1}"#, #"{"schema":2,"id":"a","time":1.9,"more":[]}"#])
  func `of all is what names nobody`(text: String) {
    #expect(read(text) == PurgeMessage(id: "a", time: 1, purge: .all))
  }
}
