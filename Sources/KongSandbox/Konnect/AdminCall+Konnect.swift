import HTTPEdge

/// What only Konnect has.
extension AdminCall {
  /// Carries a call to one of Konnect's own resources out.
  ///
  /// - Parameter name: the id of the control plane, of which there is one under every id.
  func controlPlane(_ id: String) -> AdminAnswer {
    AdminAnswer(
      .ok,
      [
        "id": .string(id), "name": "sandbox",
        "config": ["cluster_type": "CLUSTER_TYPE_CONTROL_PLANE", "control_plane_endpoint": "https://sandbox.invalid"],
      ])
  }

  /// `/realms`.
  func realms(in state: inout KongState) throws(AdminError) -> AdminAnswer {
    if method == .get {
      return AdminAnswer(.ok, ["data": .array(state.realms.map { .object($0.json) })])
    }
    guard let name = fields.object["name"]?.string, !name.isEmpty else { throw .badRequest("name is required") }
    guard !state.realms.contains(where: { $0.name == name }) else { throw .badRequest("realm name must be unique") }
    let realm = KonnectRealm(
      id: source.entityID(), name: name, allowedControlPlanes: fields.object["allowed_control_planes"]?.strings ?? [])
    state.realms.append(realm)
    return AdminAnswer(.created, .json(.object(realm.json)))
  }

  /// `/realms/{id or name}`.
  func realm(_ idOrName: String, in state: KongState) throws(AdminError) -> AdminAnswer {
    guard let realm = state.realms.first(where: { $0.id == idOrName.lowercased() || $0.name == idOrName }) else {
      throw .notFound
    }
    return .ok(realm.json)
  }
}

extension KonnectRealm {
  fileprivate var json: JSONObject {
    JSONObject([
      .init(name: "id", value: .string(id)),
      .init(name: "name", value: .string(name)),
      .init(name: "allowed_control_planes", value: .array(allowedControlPlanes.map { .string($0) })),
    ])
  }
}
