package import AuthenticationCore

extension SettingType<String> {
  /// Text without control characters.
  package static func text(upTo limit: Int = 1024) -> Self {
    SettingType(label: "text") { text throws(SettingRefusal) in
      guard text.utf8.count <= limit else { throw SettingRefusal("must have at most \(limit) bytes") }
      guard !text.unicodeScalars.contains(where: \.isControl) else {
        throw SettingRefusal("must not contain control characters")
      }
      return text
    }
  }
}

extension SettingType<[String]> {
  /// Entries between commas, trimmed, the empty ones dropped; a list of nothing but commas is refused.
  package static func list(of entry: SettingType<String> = .text()) -> Self {
    SettingType(label: "comma-separated list", format: { $0.joined(separator: ", ") }) { text throws(SettingRefusal) in
      let entries = text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
      guard !entries.isEmpty else { throw SettingRefusal("must have at least one entry between its commas") }
      var values: [String] = []
      for text in entries { values.append(try entry.parse(text)) }
      return values
    }
  }
}

extension SettingType<Secret> {
  /// A secret that travels in a header field: visible ASCII, no spaces (RFC 9110, section 5.5).
  package static var secret: SettingType<Secret> {
    SettingType(label: "secret") { text throws(SettingRefusal) in
      guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw SettingRefusal("must consist of visible ASCII characters without spaces")
      }
      return Secret(text)
    }
  }
}

extension SettingType<String> {
  /// A token of HTTP, as method and field names are (RFC 9110, section 5.6.2).
  package static var httpToken: Self {
    SettingType(label: "token") { text throws(SettingRefusal) in
      guard text.utf8.allSatisfy({ byte in byte.isHTTPToken }) else {
        throw SettingRefusal("must consist of letters, digits and !#$%&'*+-.^_`|~")
      }
      return text
    }
  }

  /// Text that is safe as a header value: visible ASCII without spaces.
  package static var headerValue: Self {
    SettingType(label: "text") { text throws(SettingRefusal) in
      guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw SettingRefusal("must consist of visible ASCII characters without spaces")
      }
      return text
    }
  }
}

extension UInt8 {
  fileprivate var isHTTPToken: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
