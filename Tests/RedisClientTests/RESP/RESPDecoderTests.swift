import NIOCore
import RedisClient
import TestSupport
import Testing

@Suite struct `RESP decoder` {
  /// Everything that a server can say, with what it means.
  static let replies: [(bytes: String, value: RESPValue)] = [
    ("+OK\r\n", .text("OK")), ("+\r\n", .text("")), ("-ERR unknown\r\n", .error(RedisError("ERR unknown"))),
    ("-MOVED 3999 127.0.0.1:6381\r\n", .error(RedisError("MOVED 3999 127.0.0.1:6381"))),
    (":0\r\n", .integer(0)), (":-42\r\n", .integer(-42)), (":+7\r\n", .integer(7)),
    (":9223372036854775807\r\n", .integer(.max)), (":-9223372036854775808\r\n", .integer(.min)),
    ("$5\r\nhello\r\n", .text("hello")), ("$0\r\n\r\n", .text("")), ("$-1\r\n", .null),
    ("$4\r\na\r\nb\r\n", .text("a\r\nb")), ("*0\r\n", .array([])), ("*-1\r\n", .null),
    ("*2\r\n:1\r\n$1\r\na\r\n", .array([.integer(1), .text("a")])),
    ("*2\r\n*1\r\n+a\r\n*0\r\n", .array([.array([.text("a")]), .array([])])),
    ("*3\r\n$-1\r\n-ERR x\r\n_\r\n", .array([.null, .error(RedisError("ERR x")), .null])),
    ("_\r\n", .null), ("#t\r\n", .boolean(true)), ("#f\r\n", .boolean(false)), (",1.5\r\n", .double(1.5)),
    (",-inf\r\n", .double(-.infinity)), (",1e-3\r\n", .double(0.001)),
    ("(3492890328409238509324850943850943825024385\r\n", .bigNumber("3492890328409238509324850943850943825024385")),
    ("=7\r\ntxt:abc\r\n", .text("abc")), ("!8\r\nERR a\r\nb\r\n", .error(RedisError("ERR a\r\nb"))),
    ("~2\r\n+a\r\n+b\r\n", .array([.text("a"), .text("b")])),
    (
      "%2\r\n+a\r\n:1\r\n+b\r\n*0\r\n",
      .map([RESPPair(key: .text("a"), value: .integer(1)), RESPPair(key: .text("b"), value: .array([]))])
    ),
    (">2\r\n+message\r\n$1\r\nx\r\n", .push([.text("message"), .text("x")])),
    // Remarks are passed over, wherever they stand.
    ("|1\r\n+ttl\r\n:3600\r\n:5\r\n", .integer(5)), ("|0\r\n+a\r\n", .text("a")),
    ("*2\r\n|1\r\n+k\r\n*1\r\n+v\r\n:1\r\n:2\r\n", .array([.integer(1), .integer(2)])),
  ]

  @Test(arguments: replies.indices) func `reads a reply however it is cut into two`(index: Int) throws {
    let (text, value) = Self.replies[index]
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var decoder = RESPDecoder()
      var buffer = ByteBuffer(bytes: bytes[..<cut])
      var read = try decoder.next(from: &buffer)
      #expect((read == nil) == (cut < bytes.count))
      buffer.writeBytes(bytes[cut...])
      if read == nil { read = try decoder.next(from: &buffer) }
      #expect(read == value)
      #expect(buffer.readableBytes == 0)
    }
  }

  @Test func `reads all of them in one stream, byte by byte or at once`() throws {
    let stream = Self.replies.flatMap { Array($0.bytes.utf8) }
    for step in [1, 2, 3, 7, 64, stream.count] {
      var decoder = RESPDecoder()
      var buffer = ByteBuffer()
      var values: [RESPValue] = []
      for start in stride(from: 0, to: stream.count, by: step) {
        buffer.writeBytes(stream[start..<min(start + step, stream.count)])
        while let value = try decoder.next(from: &buffer) { values.append(value) }
      }
      #expect(values == Self.replies.map(\.value))
    }
  }

  @Test(arguments: [
    ("x\r\n", RESPFault.unknownType(UInt8(ascii: "x"))), ("\r\n", .unknownType(UInt8(ascii: "\r"))),
    ("HTTP/1.1 400 Bad Request\r\n", .unknownType(UInt8(ascii: "H"))), (":\r\n", .malformed("integer")),
    (":1x\r\n", .malformed("integer")), (": 1\r\n", .malformed("integer")), (":0x10\r\n", .malformed("integer")),
    (":99999999999999999999\r\n", .malformed("integer")), ("+OK\rX", .malformed("end of line")),
    ("$-2\r\n", .malformed("length")), ("$1\r\nabc\r\n", .malformed("end of string")),
    ("$x\r\n", .malformed("integer")),
    ("$?\r\n", .malformed("integer")), ("*?\r\n", .malformed("integer")), ("*-2\r\n", .malformed("count")),
    ("%-1\r\n", .malformed("count")), (">-1\r\n", .malformed("count")), ("#x\r\n", .malformed("boolean")),
    (",abc\r\n", .malformed("double")), ("(12a\r\n", .malformed("big number")), ("_x\r\n", .malformed("null")),
    ("=3\r\nabc\r\n", .malformed("verbatim string")), ("=-1\r\n", .malformed("verbatim string")),
  ])
  func `refuses what is no reply`(text: String, fault: RESPFault) {
    var decoder = RESPDecoder()
    var buffer = ByteBuffer(string: text)
    #expect(throws: fault) { try decoder.next(from: &buffer) }
  }

  @Test func `believes no more than it may`() throws {
    var limits = RESPLimits()
    (limits.stringBytes, limits.elements, limits.depth, limits.lineBytes) = (10, 4, 3, 20)
    let refused: [(String, RESPFault)] = [
      ("$11\r\n", .tooLong), ("*5\r\n", .tooLong), ("%5\r\n", .tooLong),
      (String(repeating: "*1\r\n", count: 4), .tooDeep), ("+" + String(repeating: "a", count: 20), .tooLong),
      ("$9223372036854775807\r\n", .tooLong), ("*9223372036854775807\r\n", .tooLong),
    ]
    for (text, fault) in refused {
      var decoder = RESPDecoder(limits: limits)
      var buffer = ByteBuffer(string: text)
      #expect(throws: fault) { try decoder.next(from: &buffer) }
    }
    var decoder = RESPDecoder(limits: limits)
    var buffer = ByteBuffer(string: String(repeating: "*1\r\n", count: 3) + "$10\r\n0123456789\r\n")
    #expect(try decoder.next(from: &buffer) == .array([.array([.array([.text("0123456789")])])]))
  }

  @Test func `never breaks, whatever is made of its bytes`() {
    var random = SplitMix64(seed: 20_261_124)
    let stream = Self.replies.flatMap { Array($0.bytes.utf8) }
    for _ in 0..<5000 {
      var bytes = Array(stream[Int.random(in: 0..<stream.count, using: &random)...].prefix(200))
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      var decoder = RESPDecoder()
      var buffer = ByteBuffer(bytes: bytes)
      var count = 0
      while let value = try? decoder.next(from: &buffer) {
        count += 1
        if case .error(let error) = value { #expect(error.code.utf8.count <= error.message.utf8.count) }
      }
      #expect(count <= bytes.count)
    }
  }
}

extension RESPValue {
  static func text(_ text: String) -> RESPValue { .string(ByteBuffer(string: text)) }
}
