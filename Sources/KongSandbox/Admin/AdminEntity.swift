/// An entity that the Admin API reads, writes and shows.
protocol AdminEntity: KongEntity {
  static var schema: EntitySchema { get }

  /// Takes over `fields`, which satisfy the schema; those that are absent keep their values.
  mutating func update(with fields: JSONObject, now: Int)

  /// The entity in Kong's field order.
  func json(now: Int) -> JSONObject
}

/// A credential that the Admin API can make.
protocol AdminCredential: AdminEntity, KongCredential {
  /// Where the state keeps credentials of this kind.
  static var table: WritableKeyPath<KongState, EntityTable<Self>> { get }

  /// Makes a credential from `fields`, which satisfy the schema; what is absent is generated.
  ///
  /// - Parameter id: the id to use in place of a fresh one.
  init(_ fields: JSONObject, id: String?, consumerID: String, source: ValueSource)
}

extension JSONObject {
  /// A string field: nil when it is absent, `.some(nil)` when the client sent null.
  func text(_ name: String) -> String?? {
    self[name].map(\.string)
  }
}
