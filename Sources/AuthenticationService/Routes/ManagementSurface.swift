import AuthenticationCore
import HTTPEdge

/// Who may use the routes for operators, and where they are.
struct ManagementSurface: Sendable {
  private let token: Secret?
  /// Whether a request must call the machine by one of its own names.
  private let asksForOwnName: Bool
  private let problems: ProblemResponses

  init(_ configuration: ServiceConfiguration, at port: ServicePort, problems: ProblemResponses) {
    token = configuration.management.token
    let host = port == .management ? configuration.management.host : configuration.server.host
    asksForOwnName = token == nil && host.map(LoopbackHost.isAddress) ?? false
    self.problems = problems
  }

  /// Whether the public port serves these routes too.
  static func isPublic(in environment: DeploymentEnvironment) -> Bool {
    switch environment {
    case .production, .staging: false
    case .local, .development, .test: true
    }
  }

  /// The same handler, for those alone who have the token, and for no page of another origin: a browser on an operator's machine
  /// reaches what only the operator should.
  ///
  /// An origin may be the page's own and yet another's: its owner lets the name point to this machine (DNS rebinding). It stays a name
  /// that this machine does not have.
  func guarding(_ handler: @escaping @Sendable (Request) -> Reply) -> @Sendable (Request) -> Reply {
    { [token, asksForOwnName, problems] request in
      guard request.isFromOwnOrigin else { return .ready(problems.foreignOrigin(request)) }
      guard !asksForOwnName || request.isForOwnMachine else { return .ready(problems.foreignName(request)) }
      guard let token else { return handler(request) }
      let isKnown = request.headers["Authorization"].map { $0.isBearer(of: token) } ?? false
      return isKnown ? handler(request) : .ready(problems.unauthorized(request))
    }
  }
}

extension Request {
  private static let origin: HeaderName = "Origin"
  private static let host: HeaderName = "Host"

  private static let site: HeaderName = "Sec-Fetch-Site"

  /// Whether no page asks, or one that came from here (RFC 6454 section 7; Fetch Metadata, section 2.4).
  ///
  /// Browsers leave the origin out of what a page cannot read anyway, such as an image.
  fileprivate var isFromOwnOrigin: Bool {
    if let site = headers[Self.site], site != "same-origin", site != "none" { return false }
    guard let origin = headers[Self.origin] else { return true }
    guard let scheme = origin.firstRange(of: "://"), let host = headers[Self.host] else { return false }
    return headers.count(of: Self.origin) == 1 && origin[scheme.upperBound...].lowercased() == host.lowercased()
  }
}

extension Request {
  /// Whether the host that is asked for is this machine; no browser leaves it out.
  fileprivate var isForOwnMachine: Bool {
    guard let host = headers[Self.host]?.lowercased() else { return true }
    let name = host.hasPrefix("[") ? host.dropFirst().prefix { $0 != "]" } : host.prefix { $0 != ":" }
    return LoopbackHost.contains(String(name))
  }
}

extension String {
  /// Whether a field `Authorization` carries a token; takes the same time wherever they differ.
  fileprivate func isBearer(of token: Secret) -> Bool {
    let scheme = "bearer "
    guard prefix(scheme.count).lowercased() == scheme else { return false }
    let given = Array(dropFirst(scheme.count).utf8)
    return given.withUnsafeBytes { given in
      Array(token.exposed.utf8).withUnsafeBytes { ConstantTime.isEqual(given, to: $0) }
    }
  }
}
