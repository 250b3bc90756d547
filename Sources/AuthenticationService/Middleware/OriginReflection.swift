import HTTPEdge

/// Names the asking page's origin back to it when several origins are allowed (the Fetch standard, section 3.2.5).
///
/// With one origin, or `*`, the line is constant and part of every rendered head; then this does nothing.
struct OriginReflection: Middleware {
  private static let origin: HeaderName = "Origin"

  private let origins: Set<String>

  init(_ policy: CrossOriginPolicy) {
    switch policy.origins {
    case .listed(let list) where list.count > 1: origins = Set(list)
    case .any, .listed: origins = []
    }
  }

  func finish(_ response: inout Response, for request: Request) {
    guard !origins.isEmpty else { return }
    response.fields.append("Vary", "Origin")
    if let origin = request.headers[Self.origin], origins.contains(origin) {
      response.fields.append("Access-Control-Allow-Origin", origin)
    }
  }
}
