extension KongConsumer: AdminEntity {
  static let schema = EntitySchema(
    fields: [
      ("id", .uuid), ("custom_id", .text), ("username", .text), ("tags", .tags), ("created_at", .integer),
      ("updated_at", .integer),
    ],
    entityCheck: { entity in
      let isNamed = ["custom_id", "username"].contains { name in
        // A name of the wrong type is reported as such, and counts as given.
        switch entity[name] {
        case nil, .null, "": false
        default: true
        }
      }
      if isNamed { return [] }
      return [
        SchemaViolation(
          subject: .entity, text: "at least one of these fields must be non-empty: 'custom_id', 'username'")
      ]
    }
  )

  init(_ fields: JSONObject, id: String?, source: ValueSource) {
    let now = source.now()
    self.init(id: id ?? fields["id"]?.string?.lowercased() ?? source.entityID(), createdAt: now)
    update(with: fields, now: now)
  }

  mutating func update(with fields: JSONObject, now: Int) {
    if let username = fields.text("username") { self.username = username }
    if let customID = fields.text("custom_id") { self.customID = customID }
    if let tags = fields["tags"] { self.tags = tags.strings }
    if let createdAt = fields["created_at"]?.integer { self.createdAt = createdAt }
    updatedAt = now
  }

  func json(now: Int) -> JSONObject {
    JSONObject([
      .init(name: "id", value: .string(id)),
      .init(name: "custom_id", value: JSONValue(customID)),
      .init(name: "tags", value: JSONValue(tags)),
      .init(name: "updated_at", value: .integer(updatedAt)),
      .init(name: "created_at", value: .integer(createdAt)),
      .init(name: "username", value: JSONValue(username)),
    ])
  }
}
