extension KongJWTCredential: AdminCredential {
  static var table: WritableKeyPath<KongState, EntityTable<Self>> { \.jwtCredentials }

  /// What a credential may be made for.
  private static let algorithms = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA",
  ]
  /// The algorithms for which Kong demands a public key; that ES is missing here is Kong's doing.
  private static let algorithmsWithPublicKey: Set<String> = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA",
  ]

  static let schema = EntitySchema(
    fields: [
      ("id", .uuid), ("rsa_public_key", .text), ("algorithm", .choice(algorithms)), ("secret", .text), ("key", .text),
      ("consumer", .reference), ("tags", .tags), ("created_at", .integer),
    ],
    entityCheck: { entity in
      guard let algorithm = entity["algorithm"]?.string, algorithmsWithPublicKey.contains(algorithm) else { return [] }
      let key = entity["rsa_public_key"]?.string
      if let key, key.hasPrefix("-----BEGIN ") { return [] }
      let problem = key == nil ? "required field missing" : "invalid key"
      return [
        SchemaViolation(subject: .field("rsa_public_key"), text: problem),
        SchemaViolation(subject: .entity, text: "failed conditional validation given value of field 'algorithm'"),
      ]
    }
  )

  init(_ fields: JSONObject, id: String?, consumerID: String, source: ValueSource) {
    let now = source.now()
    self.init(
      id: id ?? fields["id"]?.string?.lowercased() ?? source.entityID(),
      consumerID: consumerID,
      key: fields.text("key") ?? source.secret(),
      secret: fields.text("secret") ?? source.secret(),
      createdAt: now
    )
    update(with: fields, now: now)
  }

  mutating func update(with fields: JSONObject, now: Int) {
    if let key = fields.text("key") { self.key = key }
    if let secret = fields.text("secret") { self.secret = secret }
    if let algorithm = fields["algorithm"]?.string { self.algorithm = algorithm }
    if let rsaPublicKey = fields.text("rsa_public_key") { self.rsaPublicKey = rsaPublicKey }
    if let tags = fields["tags"] { self.tags = tags.strings }
    if let createdAt = fields["created_at"]?.integer { self.createdAt = createdAt }
  }

  func json(now: Int) -> JSONObject {
    JSONObject([
      .init(name: "id", value: .string(id)),
      .init(name: "secret", value: JSONValue(secret)),
      .init(name: "key", value: JSONValue(key)),
      .init(name: "consumer", value: ["id": .string(consumerID)]),
      .init(name: "tags", value: JSONValue(tags)),
      .init(name: "created_at", value: .integer(createdAt)),
      .init(name: "rsa_public_key", value: JSONValue(rsaPublicKey)),
      .init(name: "algorithm", value: .string(algorithm)),
    ])
  }
}
