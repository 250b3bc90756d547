import HTTPEdge

/// A response as a client reads it from the wire.
struct ReceivedResponse: Equatable {
  var status: Int
  var fields: [String]
  var body: String

  /// The value of the first field called `name`, spelled exactly so.
  subscript(name: String) -> String? {
    fields.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
  }

  /// What the responder echoed, or the status of a response without an echo.
  var outcome: String {
    self["Echo"] ?? "\(status)"
  }

  /// Whether the response says that it is the last one.
  var endsConnection: Bool { self["Connection"] == "close" }
}

extension ReceivedResponse {
  struct Malformed: Error {
    var bytes: String
  }

  /// Reads all responses that `bytes` consist of.
  ///
  /// - Throws: ``Malformed`` when anything is left over or a head is not well-formed.
  static func all(in bytes: [UInt8]) throws -> [ReceivedResponse] {
    var rest = bytes[...]
    var responses: [ReceivedResponse] = []
    while !rest.isEmpty { responses.append(try next(in: &rest)) }
    return responses
  }

  private static func next(in bytes: inout ArraySlice<UInt8>) throws -> ReceivedResponse {
    var lines: [String] = []
    while let line = try takeLine(from: &bytes) { lines.append(line) }
    let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw Malformed(bytes: "\(lines)")
    }
    var response = ReceivedResponse(status: status, fields: Array(lines.dropFirst()), body: "")
    let length = response["Content-Length"].flatMap(Int.init) ?? 0
    // A HEAD request is answered without content.
    if response["Echo"]?.hasPrefix("HEAD ") != true {
      guard bytes.count >= length else { throw Malformed(bytes: String(decoding: bytes, as: UTF8.self)) }
      response.body = String(decoding: bytes.prefix(length), as: UTF8.self)
      bytes = bytes.dropFirst(length)
    }
    return response
  }

  private static func takeLine(from bytes: inout ArraySlice<UInt8>) throws -> String? {
    guard let end = bytes.firstIndex(of: 0x0A), end > bytes.startIndex, bytes[end - 1] == 0x0D else {
      throw Malformed(bytes: String(decoding: bytes, as: UTF8.self))
    }
    defer { bytes = bytes[(end + 1)...] }
    return end == bytes.startIndex + 1 ? nil : String(decoding: bytes[..<(end - 1)], as: UTF8.self)
  }
}
