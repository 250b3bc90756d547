/// The field `tracestate`, W3C Trace Context section 3.3: passed on as it came if it is one, and dropped as a whole if not.
package enum TraceState {
  /// The most members.
  private static let memberLimit = 32
  /// Bytes that vendors must be able to rely on are 512; more than this is nobody's trace state.
  private static let byteLimit = 4096

  /// The members of all field lines together; empty when there is none, or when one is malformed or occurs twice.
  package static func combined(_ lines: [String]) -> String {
    guard lines.reduce(0, { $0 + $1.utf8.count }) <= byteLimit else { return "" }
    var members: [Substring] = []
    var keys: Set<Substring> = []
    for line in lines {
      for part in line.split(separator: ",", omittingEmptySubsequences: true) {
        let member = part.trimmedOfBlanks
        // Members may be empty, and count for nothing.
        if member.isEmpty { continue }
        guard let key = key(of: member), keys.insert(key).inserted else { return "" }
        members.append(member)
      }
    }
    return members.count <= memberLimit ? members.joined(separator: ",") : ""
  }

  /// The key of a well-formed member.
  private static func key(of member: Substring) -> Substring? {
    guard let equals = member.firstIndex(of: "=") else { return nil }
    let key = member[..<equals]
    let value = member[member.index(after: equals)...]
    return isKey(key) && isValue(value) ? key : nil
  }

  /// A simple key, or a tenant and a system around an `@`.
  private static func isKey(_ key: Substring) -> Bool {
    let parts = key.split(separator: "@", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return isName(parts[0], upTo: 256, mayBeginWithDigit: false)
    case 2:
      return isName(parts[0], upTo: 241, mayBeginWithDigit: true)
        && isName(parts[1], upTo: 14, mayBeginWithDigit: false)
    default: return false
    }
  }

  private static func isName(_ name: Substring, upTo limit: Int, mayBeginWithDigit: Bool) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= limit else { return false }
    return (first.isSmallLetter || mayBeginWithDigit && first.isDigit)
      && name.utf8.allSatisfy { $0.isSmallLetter || $0.isDigit || "_-*/".utf8.contains($0) }
  }

  /// Visible characters and inner blanks, but neither comma nor equals sign.
  private static func isValue(_ value: Substring) -> Bool {
    (1...256).contains(value.utf8.count)
      && value.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
  }
}

extension Substring {
  /// The text without spaces and tabs around it.
  fileprivate var trimmedOfBlanks: Substring {
    var rest = self
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}

extension UInt8 {
  fileprivate var isSmallLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
