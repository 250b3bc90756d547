package import AuthenticationCore
package import RedisClient

extension SettingType<RedisURL> {
  /// The URL of a Redis or Valkey; a secret, since it may carry a password.
  package static var redisURL: SettingType<RedisURL> {
    SettingType(label: "redis, rediss or unix URL") { text throws(SettingRefusal) in
      do throws(RedisURL.Fault) {
        return try RedisURL(text)
      } catch {
        throw SettingRefusal(error.reason)
      }
    }
  }
}

extension SettingType<[RedisAddress]> {
  /// Addresses between commas; without a port it is `port`.
  package static func redisAddresses(port: Int) -> SettingType<[RedisAddress]> {
    let format: @Sendable ([RedisAddress]) -> String = { $0.map(\.description).joined(separator: ", ") }
    return SettingType(label: "comma-separated list of `host:port`", format: format) { text throws(SettingRefusal) in
      let texts = try SettingType<[String]>.list(of: .headerValue()).parse(text)
      let addresses = texts.compactMap { RedisAddress($0, port: port) }
      guard addresses.count == texts.count else {
        throw SettingRefusal("must consist of host:port entries between commas, such as sentinel-0:\(port)")
      }
      return addresses
    }
  }
}

extension SettingType<Secret> {
  /// A secret of any characters that can be typed.
  package static var password: SettingType<Secret> {
    SettingType(label: "secret") { text throws(SettingRefusal) in
      try Secret(SettingType<String>.text(upTo: SecretFile.limit).parse(text))
    }
  }
}
