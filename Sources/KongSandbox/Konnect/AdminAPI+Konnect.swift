import HTTPEdge

extension AdminAPI {
  /// Answers a call in Konnect's spelling: bearer token, and consumers by their ids alone.
  func answer(to request: Request, at path: KonnectPath) throws(AdminError) -> AdminAnswer {
    if let token, request.headers["Authorization"] != "Bearer \(token)" {
      return AdminAnswer(
        .unauthorized,
        ["status": .integer(401), "title": "Unauthorized", "detail": "Invalid authentication credentials"])
    }
    switch path.resource {
    case .entity(let path):
      guard let resource = AdminResource(path: path), resource.isKnownToKonnect else { throw .notFound }
      return try answer(to: request, methods: resource.methods) { call, state throws(AdminError) in
        try call.answer(resource, in: &state)
      }
    case .controlPlane, .realms, .realm:
      return try answer(to: request, methods: path.resource.methods ?? []) { call, state throws(AdminError) in
        switch path.resource {
        case .controlPlane(let id): call.controlPlane(id)
        case .realms: try call.realms(in: &state)
        case .realm(let name): try call.realm(name, in: state)
        case .entity: throw .notFound
        }
      }
    }
  }
}

extension AdminResource {
  /// Whether Konnect has it: consumers and what belongs to them, named by id.
  fileprivate var isKnownToKonnect: Bool {
    switch self {
    case .consumers: true
    case .consumer(let id), .consumerPlugins(let id), .credentials(_, of: let id), .credential(_, _, of: let id):
      UUIDText.isValid(id)
    case .allCredentials, .anyCredential, .credentialOwner: true
    case .root, .status: false
    }
  }
}
