package import AuthenticationCore

extension SettingType<Secret> {
  /// Keys for AES-256, each 32 bytes in Base64 or 64 hexadecimal digits, between commas.
  package static var encryptionKeys: SettingType<Secret> {
    SettingType(label: "comma-separated keys of 32 bytes, Base64 or hexadecimal") { text throws(SettingRefusal) in
      let keys = try SettingType<[String]>.list(of: .headerValue(upTo: 128)).parse(text)
      guard keys.allSatisfy(\.isKeyOf32Bytes) else {
        throw SettingRefusal("must consist of keys of 32 bytes each, in Base64 or hexadecimal, between commas")
      }
      return Secret(text)
    }
  }
}

extension String {
  fileprivate var isKeyOf32Bytes: Bool {
    if utf8.count == 64 { return utf8.allSatisfy(\.isHexadecimal) }
    // 32 bytes are 43 digits of Base64, and one sign that fills up.
    let digits = utf8.last == UInt8(ascii: "=") ? utf8.dropLast() : utf8[...]
    return digits.count == 43 && digits.allSatisfy(\.isBase64)
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  fileprivate var isBase64: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
