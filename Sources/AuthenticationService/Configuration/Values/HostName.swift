extension SettingType<String> {
  /// A name or an address of a machine.
  package static var host: Self {
    SettingType(label: "host name or IP address") { text throws(SettingRefusal) in
      guard text.utf8.count <= 253, text.utf8.allSatisfy(\.isAllowedInHost) else {
        throw SettingRefusal("must be a host name or an IP address")
      }
      return text
    }
  }
}

extension UInt8 {
  /// Whether names of DNS, with the underscore that container networks use, or IP addresses contain this character.
  var isAllowedInHost: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"):
      true
    default:
      false
    }
  }
}
