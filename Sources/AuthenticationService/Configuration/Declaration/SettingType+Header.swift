package import AuthenticationCore

extension SettingType<String> {
  /// Text that is safe as a header value: visible ASCII without spaces (RFC 9110, section 5.5).
  package static func headerValue(upTo limit: Int = 1024) -> Self {
    SettingType(label: "text") { text throws(SettingRefusal) in
      guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw SettingRefusal("must consist of visible ASCII characters without spaces")
      }
      guard text.utf8.count <= limit else { throw SettingRefusal("must have at most \(limit) characters") }
      return text
    }
  }

  /// A token of HTTP, as method and field names are (RFC 9110, section 5.6.2).
  package static var httpToken: Self {
    SettingType(label: "token") { text throws(SettingRefusal) in
      guard text.utf8.allSatisfy(\.isHTTPToken) else {
        throw SettingRefusal("must consist of letters, digits and !#$%&'*+-.^_`|~")
      }
      return text
    }
  }
}

extension SettingType<Secret> {
  /// A secret that travels in a header field.
  package static var secret: SettingType<Secret> {
    SettingType(label: "secret") { text throws(SettingRefusal) in
      try Secret(SettingType<String>.headerValue(upTo: SecretFile.limit).parse(text))
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
