/// The first line of a request, RFC 9112 section 3: `method SP request-target SP HTTP-version`.
struct RequestLine {
  let method: HTTPMethod
  let path: String
  let query: String?
  let isHTTP10: Bool

  /// Reads the line, given without its CRLF.
  init(_ line: UnsafeRawBufferPointer) throws(HTTPFault) {
    let methodLength = ByteClass.tokenLength(line)
    guard methodLength > 0, methodLength < line.count, line[methodLength] == ByteClass.space else {
      throw .malformed("The request line does not start with a method")
    }
    let rest = UnsafeRawBufferPointer(rebasing: line[(methodLength + 1)...])
    guard let targetLength = rest.firstIndex(of: ByteClass.space) else {
      throw .malformed("The request line has no HTTP version")
    }
    isHTTP10 = try Self.isHTTP10(UnsafeRawBufferPointer(rebasing: rest[(targetLength + 1)...]))
    method = HTTPMethod(token: UnsafeRawBufferPointer(rebasing: line[..<methodLength]))
    let target = UnsafeRawBufferPointer(rebasing: rest[..<targetLength])
    guard ByteClass.isTarget(target) else {
      throw .malformed("The request target has a character that it must not have")
    }
    (path, query) = try Self.split(Self.originForm(of: target, method: method))
  }

  private static func isHTTP10(_ version: UnsafeRawBufferPointer) throws(HTTPFault) -> Bool {
    guard version.count == 8, version.starts(with: "HTTP/".utf8), version[6] == UInt8(ascii: ".") else {
      throw .malformed("The request line does not end with an HTTP version")
    }
    switch (version[5], version[7]) {
    case (UInt8(ascii: "1"), UInt8(ascii: "1")): return false
    case (UInt8(ascii: "1"), UInt8(ascii: "0")): return true
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "0")...UInt8(ascii: "9")): throw .unsupportedVersion
    default: throw .malformed("The request line does not end with an HTTP version")
    }
  }

  /// The part of a target that we route by: the target itself, or what follows the authority of an absolute one.
  private static func originForm(
    of target: UnsafeRawBufferPointer, method: HTTPMethod
  ) throws(HTTPFault) -> UnsafeRawBufferPointer {
    if target.first == UInt8(ascii: "/") { return target }
    if target.elementsEqual("*".utf8), method == .options { return target }
    for scheme in ["http://", "https://"] where target.count > scheme.utf8.count {
      guard HeaderName(scheme).matches(UnsafeRawBufferPointer(rebasing: target[..<scheme.utf8.count])) else { continue }
      let rest = target[scheme.utf8.count...]
      let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == questionMark } ?? rest.endIndex
      let authority = UnsafeRawBufferPointer(rebasing: rest[..<end])
      guard !authority.isEmpty, ByteClass.isHost(authority) else { break }
      return UnsafeRawBufferPointer(rebasing: rest[end...])
    }
    throw .malformed("The request target is neither a path nor an absolute URL")
  }

  private static let questionMark = UInt8(ascii: "?")

  /// Parts path and query; an absolute URL without a path means `/` (RFC 9110 section 4.2.3).
  private static func split(_ target: UnsafeRawBufferPointer) -> (path: String, query: String?) {
    let mark = target.firstIndex(of: questionMark) ?? target.endIndex
    let path = mark == 0 ? "/" : String(decoding: target[..<mark], as: UTF8.self)
    guard mark < target.endIndex else { return (path, nil) }
    return (path, String(decoding: target[(mark + 1)...], as: UTF8.self))
  }
}
