extension KongKeyCredential: AdminCredential {
  static var table: WritableKeyPath<KongState, EntityTable<Self>> { \.keyCredentials }

  static let schema = EntitySchema(fields: [
    ("id", .uuid), ("key", .text), ("consumer", .reference), ("tags", .tags), ("created_at", .integer),
    ("ttl", .integer),
  ])

  init(_ fields: JSONObject, id: String?, consumerID: String, source: ValueSource) {
    let now = source.now()
    self.init(
      id: id ?? fields["id"]?.string?.lowercased() ?? source.entityID(),
      consumerID: consumerID,
      key: fields.text("key") ?? source.secret(),
      createdAt: now
    )
    update(with: fields, now: now)
  }

  mutating func update(with fields: JSONObject, now: Int) {
    if let key = fields.text("key") { self.key = key }
    if let tags = fields["tags"] { self.tags = tags.strings }
    if let createdAt = fields["created_at"]?.integer { self.createdAt = createdAt }
    if let ttl = fields["ttl"] { expiresAt = ttl.integer.map { now + $0 } }
  }

  func json(now: Int) -> JSONObject {
    // Kong asks its database for the whole seconds that remain after the write, so a fresh key shows one second less.
    let ttl = expiresAt.map { JSONValue.integer(max(0, $0 - now - 1)) }
    return JSONObject([
      .init(name: "id", value: .string(id)),
      .init(name: "consumer", value: ["id": .string(consumerID)]),
      .init(name: "ttl", value: ttl ?? .null),
      .init(name: "tags", value: JSONValue(tags)),
      .init(name: "created_at", value: .integer(createdAt)),
      .init(name: "key", value: JSONValue(key)),
    ])
  }
}
