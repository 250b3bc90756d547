import HTTPEdge

/// Credentials as parts of their consumer.
extension AdminCall {
  /// `/consumers/{consumer}/{kind}`.
  func credentials<Credential: AdminCredential>(
    _ kind: Credential.Type, of name: String, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    guard let consumer = state.consumer(name) else { throw .notFound }
    if method == .get {
      let own = state[keyPath: kind.table].all.filter { $0.consumerID == consumer.id }
      return try Page(query).listing(own, path: path, repeatsSize: false, now: now)
    }
    try check(fields.object, as: kind)
    let credential = Credential(fields.object, id: nil, consumerID: consumer.id, source: source)
    try store(credential, in: &state, isNew: true)
    return AdminAnswer(.created, .json(.object(credential.json(now: now))))
  }

  /// `/consumers/{consumer}/{kind}/{id or key}`.
  func credential<Credential: AdminCredential>(
    _ kind: Credential.Type, _ key: String, of name: String, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    guard let consumer = state.consumer(name) else { throw .notFound }
    let present = find(kind, key, in: state).flatMap { $0.consumerID == consumer.id ? $0 : nil }
    switch method {
    case .put:
      return try put(kind, key, over: present, consumerID: consumer.id, in: &state)
    case .delete:
      guard let present else { throw .notFound }
      state[keyPath: kind.table][present.id] = nil
      return .noContent
    default:
      guard let present else { throw .notFound }
      return method == .patch ? try patch(present, in: &state) : .ok(present.json(now: now))
    }
  }

  func put<Credential: AdminCredential>(
    _ kind: Credential.Type, _ key: String, over present: Credential?, consumerID: String, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    var object = fields.object
    object[UUIDText.isValid(key) ? "id" : "key"] = .string(key)
    try check(object, as: kind)
    var credential = Credential(object, id: present?.id, consumerID: consumerID, source: source)
    if let present {
      credential.update(with: JSONObject([.init(name: "created_at", value: .integer(present.createdAt))]), now: now)
    }
    try store(credential, in: &state, isNew: false)
    return .ok(credential.json(now: now))
  }

  func patch<Credential: AdminCredential>(
    _ present: Credential, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    var credential = present
    try check(merged(into: credential), as: Credential.self)
    credential.update(with: fields.object, now: now)
    try store(credential, in: &state, isNew: false)
    return .ok(credential.json(now: now))
  }

  /// Finds a credential by id when the text is a UUID, else by key.
  func find<Credential: AdminCredential>(
    _ kind: Credential.Type, _ key: String, in state: KongState
  ) -> Credential? {
    let table = state[keyPath: kind.table]
    return UUIDText.isValid(key) ? table[key.lowercased()] : table.withKey(key)
  }

  private func store<Credential: AdminCredential>(
    _ credential: Credential, in state: inout KongState, isNew: Bool
  ) throws(AdminError) {
    let others = state[keyPath: Credential.table].all.filter { isNew || $0.id != credential.id }
    // Kong reports an id that is taken as a violation of the key, too.
    let clash = others.first { $0.id == credential.id || ($0.key != nil && $0.key == credential.key) }
    if clash != nil { throw .uniqueViolation(field: "key", value: credential.key ?? "") }
    state[keyPath: Credential.table][credential.id] = credential
  }
}
