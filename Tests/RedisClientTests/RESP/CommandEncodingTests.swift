import NIOCore
import Testing

@testable import RedisClient

@Suite struct `Command encoding` {
  static func encoded(_ command: RedisCommand) -> String {
    var buffer = ByteBuffer()
    buffer.writeCommand(command)
    return String(buffer: buffer)
  }

  @Test func `a command is an array of bulk strings`() {
    #expect(Self.encoded(RedisCommand("PING")) == "*1\r\n$4\r\nPING\r\n")
    #expect(
      Self.encoded(RedisCommand("SET", ["k\r\n", .bytes(Array("é".utf8)), ""]))
        == "*4\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$2\r\né\r\n$0\r\n\r\n")
  }

  @Test(arguments: [0, 9, 10, 4711, -42, Int.max, Int.min]) func `a number is sent as its digits`(number: Int) {
    let digits = String(number)
    #expect(
      Self.encoded(RedisCommand("INCRBY", ["k", .integer(number)]))
        == "*3\r\n$6\r\nINCRBY\r\n$1\r\nk\r\n$\(digits.count)\r\n\(digits)\r\n")
  }

  @Test func `long words and many of them keep their lengths`() {
    let word = String(repeating: "x", count: 12_345)
    let text = Self.encoded(RedisCommand("MGET", Array(repeating: .text(word), count: 1000)))
    #expect(text.hasPrefix("*1001\r\n$4\r\nMGET\r\n$12345\r\nxxx"))
    #expect(text.utf8.count == 7 + 10 + 1000 * (8 + 12_345 + 2))
  }

  @Test func `setting a key names its end in the same command`() {
    #expect(
      Self.encoded(.set("k", to: [1], expiry: .seconds(5)))
        == "*5\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\n\u{1}\r\n$2\r\nEX\r\n$1\r\n5\r\n")
    #expect(
      Self.encoded(.set("k", to: [1], expiry: .milliseconds(70), onlyIfAbsent: true))
        .hasSuffix("$2\r\nPX\r\n$2\r\n70\r\n$2\r\nNX\r\n"))
  }
}
