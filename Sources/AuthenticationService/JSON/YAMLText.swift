import AuthenticationCore

/// YAML 1.2 of a JSON value, in block style.
///
/// Texts are written as JSON writes them, which is valid in YAML, unless they are words that no version of YAML takes for something
/// else: so the same value is read back.
struct YAMLText {
  /// Words that some version of YAML reads as a truth value, as null, or as a number.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
  ]

  private var bytes: [UInt8] = []

  /// The text of a value, ended by a line feed.
  static func render(_ value: JSONOutput) -> [UInt8] {
    var text = YAMLText()
    if text.isBlock(value) {
      text.block(value, indentation: 0)
    } else {
      text.flow(value)
      text.write("\n")
    }
    return text.bytes
  }

  /// Whether a value takes lines of its own.
  private func isBlock(_ value: JSONOutput) -> Bool {
    switch value {
    case .array(let items): !items.isEmpty
    case .object(let members): !members.isEmpty
    case .null, .bool, .integer, .hundredths, .string: false
    }
  }

  /// Writes what has parts; the first line is already indented.
  private mutating func block(_ value: JSONOutput, indentation: Int) {
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() {
        indent(index == 0 ? 0 : indentation)
        write("- ")
        if isBlock(item) { block(item, indentation: indentation + 2) } else { line(item) }
      }
    case .object(let members):
      for (index, member) in members.enumerated() {
        indent(index == 0 ? 0 : indentation)
        text(member.name)
        write(":")
        nested(member.value, indentation: indentation + 2)
      }
    case .null, .bool, .integer, .hundredths, .string:
      line(value)
    }
  }

  /// Writes the value of a member, on the same line if it fits there.
  private mutating func nested(_ value: JSONOutput, indentation: Int) {
    guard isBlock(value) else {
      write(" ")
      return line(value)
    }
    write("\n")
    indent(indentation)
    block(value, indentation: indentation)
  }

  private mutating func line(_ value: JSONOutput) {
    flow(value)
    write("\n")
  }

  private mutating func flow(_ value: JSONOutput) {
    if case .string(let string) = value { text(string) } else { bytes += value.compact }
  }

  /// Writes a text, without quotes where it is a plain word.
  private mutating func text(_ string: String) {
    if Self.isPlain(string) { return write(string) }
    var quoted: [UInt8] = []
    JSONText.append(string, to: &quoted)
    for scalar in String(decoding: quoted, as: UTF8.self).unicodeScalars {
      if Self.isPrintable(scalar) { write(String(scalar)) } else { escape(scalar) }
    }
  }

  /// Whether a character may stand in a YAML document as it is, and is no line break of some version of YAML.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), !reserved.contains(text.lowercased()) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2F }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func indent(_ count: Int) { bytes.append(contentsOf: repeatElement(0x20, count: count)) }
}
