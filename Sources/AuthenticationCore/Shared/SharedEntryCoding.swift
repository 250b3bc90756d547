/// The form in which credentials of one consumer stand in the shared cache: JSON of a known version.
///
/// `{"schema":2,"name":…,"consumerId":…,"freshUntil":…,"credentials":[{"key":…,"signingKey":…,"createdAt":…,"shortSecret":…}]}`, newest
/// credential first, and `"unusableKeys":[…]` where there are any; `freshUntil` in milliseconds since 1970, `createdAt` in seconds,
/// `signingKey` as base64url of the block.
/// It is read strictly: what is not exactly this, or speaks of somebody else, is nothing.
enum SharedEntryCoding {
  static let schema = 2
  /// The most credentials of one consumer that are read.
  private static let credentialLimit = 10_000

  static func encode(_ remembered: RememberedCredentials, at milliseconds: Int64) -> [UInt8] {
    var text: [UInt8] = []
    text.append(contentsOf: "{\"schema\":\(schema),\"name\":".utf8)
    JSONText.append(remembered.name, to: &text)
    text.append(contentsOf: ",\"consumerId\":".utf8)
    JSONText.append(remembered.credentials.consumerID, to: &text)
    let end = milliseconds + Int64(remembered.remainingLife / .milliseconds(1))
    text.append(contentsOf: ",\"freshUntil\":\(end),\"credentials\":[".utf8)
    for (index, credential) in remembered.credentials.all.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      append(credential, to: &text)
    }
    text.append(UInt8(ascii: "]"))
    append(remembered.credentials.unusableKeys, to: &text)
    text.append(UInt8(ascii: "}"))
    return text
  }

  private static func append(_ unusableKeys: [String], to text: inout [UInt8]) {
    guard !unusableKeys.isEmpty else { return }
    text.append(contentsOf: ",\"unusableKeys\":[".utf8)
    for (index, key) in unusableKeys.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      JSONText.append(key, to: &text)
    }
    text.append(UInt8(ascii: "]"))
  }

  private static func append(_ credential: JWTCredential, to text: inout [UInt8]) {
    text.append(contentsOf: "{\"key\":".utf8)
    JSONText.append(credential.key, to: &text)
    text.append(contentsOf: ",\"signingKey\":\"".utf8)
    credential.signingKey.exposedBlock.withUnsafeBytes { Base64URL.append($0, to: &text) }
    text.append(
      contentsOf: "\",\"createdAt\":\(credential.createdAt),\"shortSecret\":\(credential.hasShortSecret)}".utf8)
  }

  /// Reads an entry about `name`; nil when it is none.
  static func decode(_ bytes: [UInt8], about name: String, at milliseconds: Int64) -> RememberedCredentials? {
    guard case .object(let members)? = JSONValue(parsing: bytes), let keys = unusableKeys(members["unusableKeys"]),
      members.count == (keys.isEmpty ? 5 : 6),
      members["schema"]?.number == Double(schema), members["name"]?.string?.utf8.elementsEqual(name.utf8) == true,
      let consumerID = members["consumerId"]?.string, isPlausible(consumerID, for: name),
      let end = members["freshUntil"]?.wholeNumber, case .array(let items)? = members["credentials"],
      (1...credentialLimit).contains(items.count)
    else { return nil }
    let list = items.compactMap(credential)
    guard list.count == items.count,
      let credentials = ConsumerCredentials(consumerID: consumerID, credentials: list, unusableKeys: keys)
    else { return nil }
    return RememberedCredentials(
      name: name, credentials: credentials, remainingLife: .milliseconds(end.subtractingClamped(milliseconds)))
  }

  /// The keys that stand in an entry, none where the member is absent; nil when it is something else.
  private static func unusableKeys(_ value: JSONValue?) -> [String]? {
    guard let value else { return [] }
    guard case .array(let items) = value, (1...credentialLimit).contains(items.count) else { return nil }
    let keys = items.compactMap(\.string)
    return keys.count == items.count ? keys : nil
  }

  private static func credential(_ value: JSONValue) -> JWTCredential? {
    guard case .object(let members) = value, members.count == 4, let key = members["key"]?.string, !key.isEmpty,
      let block = members["signingKey"]?.string.flatMap({ Base64URL.decode($0.utf8) }),
      let signingKey = SigningKey(block: block), let createdAt = members["createdAt"]?.wholeNumber,
      case .bool(let isShort)? = members["shortSecret"]
    else { return nil }
    return JWTCredential(key: key, signingKey: signingKey, createdAt: createdAt, hasShortSecret: isShort)
  }

  /// Whether credentials of this consumer can be meant by this name: who is asked for by an id must be it.
  private static func isPlausible(_ consumerID: String, for name: String) -> Bool {
    !consumerID.isEmpty && (!name.isUUID || consumerID.equalsIgnoringASCIICase(name))
  }
}

extension JSONValue {
  /// The number, if it has no fraction and is exact.
  fileprivate var wholeNumber: Int64? {
    guard let number, number.magnitude < 9_007_199_254_740_992 else { return nil }
    return Int64(exactly: number)
  }
}

extension Int64 {
  fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflows) = subtractingReportingOverflow(other)
    // A life that long is cut where it is taken in.
    return overflows ? (self < 0 ? .min / 1_000_000 : .max / 1_000_000) : difference
  }
}
