import AuthenticationCore

/// Word of a purge, as it travels between replicas.
struct PurgeMessage: Sendable, Equatable {
  private static let schema = 2
  private static let purpose = "purge"

  /// Tells the purge from others; it comes twice, as a message and in the log.
  let id: String
  /// Milliseconds since 1970.
  let time: Int64
  let purge: Purge

  /// `{"schema":2,"id":…,"time":…,"consumer":…}`, without `consumer` for all; sealed where entries are, or others could empty
  /// our caches.
  func write(_ form: SharedEntryForm) -> [UInt8]? {
    var text = Array("{\"schema\":\(Self.schema),\"id\":".utf8)
    JSONText.append(id, to: &text)
    text.append(contentsOf: ",\"time\":\(time)".utf8)
    if case .consumer(let name) = purge {
      text.append(contentsOf: ",\"consumer\":".utf8)
      JSONText.append(name, to: &text)
    }
    text.append(UInt8(ascii: "}"))
    return form.seal(text, for: Self.purpose)
  }

  /// Nil when the bytes are no such message.
  static func read(_ bytes: [UInt8], _ form: SharedEntryForm) -> PurgeMessage? {
    guard let text = form.open(bytes, for: purpose), case .object(let members)? = JSONValue(parsing: text),
      members["schema"]?.number == Double(schema), let id = members["id"]?.string, id.utf8.count <= 64,
      let time = members["time"]?.number, time.magnitude < 1e15
    else { return nil }
    switch members["consumer"] {
    case nil: return PurgeMessage(id: id, time: Int64(time), purge: .all)
    case .string(let name)?: return PurgeMessage(id: id, time: Int64(time), purge: .consumer(name))
    default: return nil
    }
  }
}
