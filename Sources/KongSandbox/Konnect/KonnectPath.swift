import HTTPEdge

/// A path of Konnect's API, cut off the base under which a client found it.
///
/// Konnect has its entities under `/v2/control-planes/{id}` and its realms under `/v1`. What speaks its language
/// elsewhere has both under one base, so that all three are right here.
struct KonnectPath: Equatable {
  /// What a path of Konnect's names.
  enum Resource: Equatable {
    case controlPlane(id: String)
    case realms
    case realm(String)
    /// An entity that a self-managed Kong has, too, under this path.
    case entity(String)
  }

  let resource: Resource

  private init(resource: Resource) {
    self.resource = resource
  }

  /// Nil for a call that is not one of Konnect's.
  ///
  /// The base itself is in both languages: who shows a bearer token means the control plane.
  init?(of request: Request) {
    if request.path == "/", request.headers["Authorization"] != nil {
      self.init(resource: .controlPlane(id: "self-hosted"))
    } else {
      self.init(request.path)
    }
  }

  /// Nil for a path that is not one of Konnect's.
  init?(_ path: String) {
    var segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    if segments.last == "" { segments.removeLast() }
    var controlPlane: Substring?
    if segments.count > 2, segments.starts(with: ["v2", "control-planes"]) {
      controlPlane = segments.dropFirst(2).first
      segments = segments.dropFirst(3)
    } else if segments.first == "v1" {
      segments = segments.dropFirst()
    }
    switch (segments.first, segments.count) {
    case (nil, _):
      guard let controlPlane else { return nil }
      resource = .controlPlane(id: String(controlPlane))
    case ("realms", 1): resource = .realms
    case ("realms", 2): resource = .realm(PercentCoding.decode(segments[segments.endIndex - 1]))
    case ("core-entities", 2...): resource = .entity("/" + segments.dropFirst().joined(separator: "/"))
    default: return nil
    }
  }
}

extension KonnectPath.Resource {
  /// The methods that the resource has; nil when the entity decides.
  var methods: [String]? {
    switch self {
    case .controlPlane, .realm: ["GET", "HEAD", "OPTIONS"]
    case .realms: ["GET", "HEAD", "OPTIONS", "POST"]
    case .entity: nil
    }
  }
}
