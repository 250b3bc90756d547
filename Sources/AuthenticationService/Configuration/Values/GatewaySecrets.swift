import AuthenticationCore

/// What Kong adds to every request so that it can be told from a stranger's: one secret, or two while one takes the other's place.
package struct GatewaySecrets: Sendable, Equatable {
  /// Bytes of the longest secret.
  package static let longest = 256
  /// Bytes of the shortest one that is taken anywhere; production wants more.
  package static let shortest = 16

  /// A secret, filled up with zeros to the size of all others.
  private struct Block: Sendable, Equatable {
    let length: Int
    let bytes: [UInt8]

    init(_ secret: String) {
      length = secret.utf8.count
      bytes = Array(secret.utf8) + Array(repeating: 0, count: max(0, GatewaySecrets.longest - secret.utf8.count))
    }

    /// Whether a text is this secret; how long this takes depends on the length of the text alone, which whoever sends it knows.
    func isEqual(to text: UnsafeRawBufferPointer) -> Bool {
      bytes.withUnsafeBytes { ConstantTime.isEqual(text, to: $0, ofLength: length) }
    }
  }

  private let blocks: [Block]

  /// Takes one secret or two, of ``shortest`` to ``longest`` bytes; nil for anything else.
  package init?(_ secrets: [String]) {
    let isSound = secrets.allSatisfy { (Self.shortest...Self.longest).contains($0.utf8.count) }
    guard (1...2).contains(secrets.count), isSound else { return nil }
    blocks = secrets.map(Block.init)
  }

  /// Bytes of the shorter one.
  var shortestLength: Int { blocks.map(\.length).min() ?? 0 }

  /// Whether a text is one of them; each is always compared to its end.
  func contains(_ text: UnsafeRawBufferPointer) -> Bool {
    var isKnown = 0
    for block in blocks { isKnown |= block.isEqual(to: text) ? 1 : 0 }
    return isKnown == 1
  }
}

extension GatewaySecrets: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}

extension SettingType<GatewaySecrets> {
  /// One secret, or two between a comma, as a header field can carry them.
  static var gatewaySecrets: Self {
    SettingType(label: "one secret or two, comma-separated", format: { "\($0)" }) { text throws(SettingRefusal) in
      let secrets = try SettingType<[String]>.list(of: .headerValue(upTo: GatewaySecrets.longest)).parse(text)
      guard secrets.count <= 2 else {
        throw SettingRefusal("must have at most two secrets, the old one and the new one")
      }
      guard let result = GatewaySecrets(secrets) else {
        throw SettingRefusal("must have at least \(GatewaySecrets.shortest) characters in each secret")
      }
      return result
    }
  }
}
