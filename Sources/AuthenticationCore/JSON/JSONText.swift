/// Writes JSON strings, RFC 8259 section 7, the way `JSON.stringify` does.
package enum JSONText {
  /// Appends `text` in quotes: `"`, `\` and control characters escaped, everything else as UTF-8.
  package static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    appendContent(text, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// Appends `text` without the quotes.
  package static func appendContent(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      if needsNoEscape(bytes) { return output.append(contentsOf: bytes) }
      for byte in bytes { appendEscaped(byte, to: &output) }
    }
  }

  private static func needsNoEscape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isSpecial = false
    for byte in bytes {
      isSpecial = isSpecial || byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    return !isSpecial
  }

  private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0x08: output.append(contentsOf: #"\b"#.utf8)
    case 0x09: output.append(contentsOf: #"\t"#.utf8)
    case 0x0A: output.append(contentsOf: #"\n"#.utf8)
    case 0x0C: output.append(contentsOf: #"\f"#.utf8)
    case 0x0D: output.append(contentsOf: #"\r"#.utf8)
    case ..<0x20:
      let digits = String(byte, radix: 16)
      output.append(contentsOf: (digits.count == 1 ? #"\u000"# : #"\u00"#).utf8)
      output.append(contentsOf: digits.utf8)
    default: output.append(byte)
    }
  }
}
