package import AuthenticationCore
import FoundationEssentials

extension SettingType<Secret> {
  /// The URL of a Redis or Valkey; a secret, since it may carry a password.
  package static var redisURL: SettingType<Secret> {
    SettingType(label: "redis or rediss URL") { text throws(SettingRefusal) in
      guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
        let scheme = parts.scheme?.lowercased(), scheme == "redis" || scheme == "rediss"
      else { throw SettingRefusal("must be a redis or rediss URL, such as redis://redis:6379") }
      guard let host = parts.percentEncodedHost, !host.isEmpty else {
        throw SettingRefusal("must be a URL with a host")
      }
      guard (1...65_535).contains(parts.port ?? 6379) else { throw SettingRefusal("must have a port from 1 to 65535") }
      return Secret(text)
    }
  }

  /// A secret of any characters that can be typed.
  package static var password: SettingType<Secret> {
    SettingType(label: "secret") { text throws(SettingRefusal) in
      try Secret(SettingType<String>.text(upTo: SecretFile.limit).parse(text))
    }
  }
}
