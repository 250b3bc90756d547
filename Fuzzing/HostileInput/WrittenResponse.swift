/// One response as it stands on the wire, read by the letter of RFC 9112 and nothing more lenient.
struct WrittenResponse: Equatable {
  let status: Int
  /// Names and values of its fields, in their order.
  let fields: [(name: String, value: String)]
  let body: [UInt8]

  /// Whether a final response will follow.
  var isInterim: Bool { status < 200 }
  var endsConnection: Bool { values(of: "connection") == ["close"] }

  func values(of name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// Whether everything is the same that depends neither on the moment nor on chance.
  static func == (one: Self, other: Self) -> Bool {
    one.status == other.status && one.endsConnection == other.endsConnection
      && one.fields.map(\.name) == other.fields.map(\.name)
  }
}

extension WrittenResponse {
  /// Takes the next response from `bytes`.
  ///
  /// - Parameter isHead: whether it answers HEAD, and so has no content; nil when it may.
  init(takenFrom bytes: inout ArraySlice<UInt8>, isHead: Bool?) throws(Violation) {
    let statusLine = try Self.line(from: &bytes)
    let parts = statusLine.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual("HTTP/1.1".utf8), parts[1].count == 3,
      let status = Int(String(decoding: parts[1], as: UTF8.self)), 100..<600 ~= status
    else { throw Violation("no status line: \(String(decoding: statusLine, as: UTF8.self))") }
    self.status = status
    var fields: [(String, String)] = []
    while case let line = try Self.line(from: &bytes), !line.isEmpty {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(Self.isTokenByte)
      else { throw Violation("no field: \(String(decoding: line, as: UTF8.self))") }
      var value = line[(colon + 1)...]
      while value.first == 0x20 { value.removeFirst() }
      fields.append((String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }
    self.fields = fields
    let lengths = fields.filter { $0.0.lowercased() == "content-length" }.map(\.1)
    try Violation.unless(!fields.contains { $0.0.lowercased() == "transfer-encoding" }, "a transfer encoding")
    guard status >= 200, status != 204, status != 304 else {
      try Violation.unless(lengths.isEmpty, "a length where there is no content")
      body = []
      return
    }
    guard lengths.count == 1, let length = Int(lengths[0]), length >= 0 else {
      throw Violation("not one length: \(lengths)")
    }
    if isHead == true || isHead == nil && bytes.isEmpty {
      body = []
    } else {
      try Violation.unless(bytes.count >= length, "content is shorter than its length")
      body = Array(bytes.prefix(length))
      bytes = bytes.dropFirst(length)
    }
  }

  /// Takes one line, without its CRLF; there are no other control characters in it.
  private static func line(from bytes: inout ArraySlice<UInt8>) throws(Violation) -> ArraySlice<UInt8> {
    guard let end = bytes.firstIndex(of: 0x0D), bytes.index(after: end) < bytes.endIndex, bytes[end + 1] == 0x0A
    else { throw Violation("a head without an end") }
    let line = bytes[..<end]
    try Violation.unless(line.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a control character in a head")
    bytes = bytes[(end + 2)...]
    return line
  }

  /// RFC 9110 section 5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
