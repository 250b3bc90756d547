import AuthenticationCore
import FoundationEssentials

extension SettingType<SnapshotKeys> {
  /// Keys for AES-256, each 32 bytes in Base64 or 64 hexadecimal digits, between commas.
  static var encryptionKeys: Self {
    let label = "comma-separated keys of 32 bytes, Base64 or hexadecimal"
    return SettingType(label: label, format: { "\($0)" }) { text throws(SettingRefusal) in
      let texts = try SettingType<[String]>.list(of: .headerValue(upTo: 128)).parse(text)
      let keys = texts.compactMap(\.decodedKey)
      guard keys.count == texts.count, let result = SnapshotKeys(keys) else {
        throw SettingRefusal("must consist of keys of 32 bytes each, in Base64 or hexadecimal, between commas")
      }
      return result
    }
  }
}

extension String {
  /// The bytes of a key; nil when it is neither hexadecimal nor Base64 (of either alphabet, with or without padding).
  fileprivate var decodedKey: [UInt8]? {
    if utf8.count == 64 {
      let digits = compactMap(\.hexDigitValue)
      guard digits.count == 64 else { return nil }
      return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
    var text = replacing("-", with: "+").replacing("_", with: "/")
    while text.utf8.count % 4 != 0 { text.append("=") }
    return Data(base64Encoded: text).map { [UInt8]($0) }
  }
}
