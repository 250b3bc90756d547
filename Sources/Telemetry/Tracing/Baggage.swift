/// The field `baggage`, W3C Baggage: passed on as it came, within its limits.
package enum Baggage {
  /// As the recommendation limits what must be passed on (section 3.3.2).
  private static let memberLimit = 64
  private static let byteLimit = 8192

  /// All field lines together; empty when there is none, when it is too much, or when it could not be one.
  package static func combined(_ lines: [String]) -> String {
    let text = lines.joined(separator: ",")
    guard text.utf8.count <= byteLimit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 }),
      text.split(separator: ",").count <= memberLimit
    else { return "" }
    return text
  }
}
