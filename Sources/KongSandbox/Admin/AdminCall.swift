import HTTPEdge

/// One call of the Admin API, read but not yet carried out.
struct AdminCall {
  /// GET for HEAD as well.
  var method: HTTPMethod
  var path: String
  var query: URLQuery
  var fields: RequestFields
  var now: Int
  var source: ValueSource

  /// Carries the call out on `state`.
  func answer(_ resource: AdminResource, in state: inout KongState) throws(AdminError) -> AdminAnswer {
    if resource == .status { return AdminStatus.answer(databaseIsReachable: state.databaseIsReachable) }
    guard state.databaseIsReachable else { throw resource == .root ? .unexpectedAtRoot : .unexpected }
    switch resource {
    case .root:
      return AdminAnswer(.ok, ["version": .string(KongVersion.number), "tagline": "Welcome to kong"])
    case .status:
      return AdminStatus.answer(databaseIsReachable: true)
    case .consumers:
      return try consumers(in: &state)
    case .consumer(let name):
      return try consumer(name, in: &state)
    case .consumerPlugins(let name):
      guard state.consumer(name) != nil else { throw .notFound }
      return AdminAnswer(.ok, ["next": .null, "data": []])
    case .credentials(.jwt, let name):
      return try credentials(KongJWTCredential.self, of: name, in: &state)
    case .credentials(.keyAuth, let name):
      return try credentials(KongKeyCredential.self, of: name, in: &state)
    case .credential(.jwt, let key, let name):
      return try credential(KongJWTCredential.self, key, of: name, in: &state)
    case .credential(.keyAuth, let key, let name):
      return try credential(KongKeyCredential.self, key, of: name, in: &state)
    case .allCredentials(.jwt):
      return try allCredentials(KongJWTCredential.self, in: state)
    case .allCredentials(.keyAuth):
      return try allCredentials(KongKeyCredential.self, in: state)
    case .anyCredential(.jwt, let key):
      return try anyCredential(KongJWTCredential.self, key, in: &state)
    case .anyCredential(.keyAuth, let key):
      return try anyCredential(KongKeyCredential.self, key, in: &state)
    case .credentialOwner(.jwt, let key):
      return try owner(KongJWTCredential.self, key, in: state)
    case .credentialOwner(.keyAuth, let key):
      return try owner(KongKeyCredential.self, key, in: state)
    }
  }

  /// Refuses `object` when the schema of `Entity` does.
  func check<Entity: AdminEntity>(_ object: JSONObject, as: Entity.Type) throws(AdminError) {
    let violations = Entity.schema.violations(in: object)
    if !violations.isEmpty { throw .schemaViolation(violations, isPositional: fields.isPositional) }
  }

  /// `entity` as it would be with the fields of the call in place, for the checks that look at the whole.
  func merged<Entity: AdminEntity>(into entity: Entity) -> JSONObject {
    var object = entity.json(now: now)
    for member in fields.object.members { object[member.name] = member.value }
    return object
  }
}
