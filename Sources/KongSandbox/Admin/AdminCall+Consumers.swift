import HTTPEdge

extension AdminCall {
  /// `/consumers`.
  func consumers(in state: inout KongState) throws(AdminError) -> AdminAnswer {
    if method == .get { return try list(state.consumers.all) }
    try check(fields.object, as: KongConsumer.self)
    let consumer = KongConsumer(fields.object, id: nil, source: source)
    try store(consumer, in: &state, isNew: true)
    return AdminAnswer(.created, .json(.object(consumer.json(now: now))))
  }

  /// What the next page's link begins with.
  private var listPath: String { path.hasSuffix("/") ? String(path.dropLast()) : path }

  private func list(_ consumers: [KongConsumer]) throws(AdminError) -> AdminAnswer {
    var consumers = consumers
    if let customID = query["custom_id"] {
      guard !customID.isEmpty else { throw .badRequest("custom_id must be an unempty string") }
      consumers = consumers.filter { $0.customID.isByteForByte(customID) }
    }
    // A self-managed Kong passes over filters that it does not know.
    if let name = query["filter[username]"], KonnectPath(path) != nil {
      consumers = consumers.filter { $0.username.isByteForByte(name) }
    }
    if let tags = query["tags"] { consumers = consumers.filter { TagQuery(tags).matches($0.tags ?? []) } }
    return try Page(query).listing(consumers, path: listPath, repeatsSize: true, now: now)
  }

  /// `/consumers/{id or user name}`.
  func consumer(_ name: String, in state: inout KongState) throws(AdminError) -> AdminAnswer {
    let present = state.consumer(name)
    switch method {
    case .put:
      return try put(name, over: present, in: &state)
    case .delete:
      // Kong answers 204 whether or not there was such a consumer.
      if let present { state.removeConsumer(present.id) }
      return .noContent
    case .patch:
      guard var consumer = present else { throw .notFound }
      try check(merged(into: consumer), as: KongConsumer.self)
      consumer.update(with: fields.object, now: now)
      try store(consumer, in: &state, isNew: false)
      return .ok(consumer.json(now: now))
    default:
      guard let present else { throw .notFound }
      return .ok(present.json(now: now))
    }
  }

  /// Makes or replaces a consumer; what the path says of it needs no repeating in the body.
  private func put(
    _ name: String, over present: KongConsumer?, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    var object = fields.object
    object[UUIDText.isValid(name) ? "id" : "username"] = .string(name)
    try check(object, as: KongConsumer.self)
    var consumer = KongConsumer(object, id: present?.id, source: source)
    if let present { consumer.createdAt = present.createdAt }
    try store(consumer, in: &state, isNew: false)
    return .ok(consumer.json(now: now))
  }

  private func store(_ consumer: KongConsumer, in state: inout KongState, isNew: Bool) throws(AdminError) {
    let others = state.consumers.all.filter { isNew || $0.id != consumer.id }
    if others.contains(where: { $0.id == consumer.id }) { throw .uniqueViolation(field: "id", value: consumer.id) }
    if let name = consumer.username, others.contains(where: { $0.username.isByteForByte(name) }) {
      throw .uniqueViolation(field: "username", value: name)
    }
    if let customID = consumer.customID, others.contains(where: { $0.customID.isByteForByte(customID) }) {
      throw .uniqueViolation(field: "custom_id", value: customID)
    }
    state.consumers[consumer.id] = consumer
  }
}
