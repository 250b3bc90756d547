/// The plain form of a snapshot: lengths and numbers in little-endian order, text in UTF-8.
///
/// It is read as strictly as it is written: what does not fit to the last byte is no snapshot.
enum SnapshotCoding {
  /// The most credentials of one consumer that are read.
  private static let credentialLimit = 10_000

  static func encode(_ remembered: [RememberedCredentials], writtenAt seconds: Int64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(seconds)
    writer.write(Int64(remembered.count))
    for entry in remembered {
      writer.write(entry.name)
      writer.write(entry.credentials.consumerID)
      writer.write(Int64(entry.remainingLife / .milliseconds(1)))
      let all = entry.credentials.all
      writer.write(Int64(all.count))
      for credential in all {
        writer.write(credential.key)
        writer.write(credential.createdAt)
        writer.write(credential.hasShortSecret ? 1 as Int64 : 0)
        writer.bytes += credential.signingKey.exposedBlock
      }
      writer.write(Int64(entry.credentials.unusableKeys.count))
      for key in entry.credentials.unusableKeys { writer.write(key) }
    }
    return writer.bytes
  }

  static func decode(_ bytes: [UInt8]) -> (remembered: [RememberedCredentials], writtenAt: Int64)? {
    var reader = ByteReader(bytes)
    guard let seconds = reader.readInteger(), let count = reader.readInteger(), count >= 0 else { return nil }
    var remembered: [RememberedCredentials] = []
    for _ in 0..<count {
      guard let entry = entry(from: &reader) else { return nil }
      remembered.append(entry)
    }
    return reader.isAtEnd ? (remembered, seconds) : nil
  }

  private static func entry(from reader: inout ByteReader) -> RememberedCredentials? {
    guard let name = reader.readText(), let consumerID = reader.readText(), let life = reader.readInteger(),
      let count = reader.readInteger(), (1...Int64(credentialLimit)).contains(count)
    else { return nil }
    var credentials: [JWTCredential] = []
    for _ in 0..<count {
      guard let key = reader.readText(), let createdAt = reader.readInteger(), let isShort = reader.readInteger(),
        let signingKey = reader.read(SigningKey.blockLength).flatMap({ SigningKey(block: Array($0)) })
      else { return nil }
      credentials.append(
        JWTCredential(key: key, signingKey: signingKey, createdAt: createdAt, hasShortSecret: isShort != 0))
    }
    guard let keys = unusableKeys(from: &reader) else { return nil }
    return ConsumerCredentials(consumerID: consumerID, credentials: credentials, unusableKeys: keys).map {
      RememberedCredentials(name: name, credentials: $0, remainingLife: .milliseconds(life))
    }
  }

  private static func unusableKeys(from reader: inout ByteReader) -> [String]? {
    guard let count = reader.readInteger(), (0...Int64(credentialLimit)).contains(count) else { return nil }
    var keys: [String] = []
    for _ in 0..<count {
      guard let key = reader.readText() else { return nil }
      keys.append(key)
    }
    return keys
  }
}
