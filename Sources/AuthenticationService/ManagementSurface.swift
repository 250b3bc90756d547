import AuthenticationCore
import HTTPEdge

/// The routes for operators, and who may use them.
struct ManagementSurface: Sendable {
  private let administration: CacheAdministrationHandler
  private let token: Secret?
  private let problems: ProblemResponses

  init(_ administration: CacheAdministrationHandler, token: Secret?, problems: ProblemResponses) {
    self.administration = administration
    self.token = token
    self.problems = problems
  }

  /// Whether the public port serves these routes too.
  static func isPublic(in environment: DeploymentEnvironment) -> Bool {
    switch environment {
    case .production, .staging: false
    case .local, .development, .test: true
    }
  }

  var table: [Route] {
    let path = CacheAdministrationHandler.path
    return [
      route(.get, path, administration.show), route(.delete, path, administration.purgeAll),
      route(.delete, path + "/*", administration.purgeOne),
    ]
  }

  private func route(
    _ method: HTTPMethod, _ path: String, _ handler: @escaping @Sendable (Request) -> Reply
  ) -> Route {
    Route(method, path) { [token, problems] request in
      guard let token else { return handler(request) }
      let isKnown = request.headers["Authorization"].map { $0.isBearer(of: token) } ?? false
      return isKnown ? handler(request) : .ready(problems.unauthorized(request))
    }
  }
}

extension String {
  /// Whether a field `Authorization` carries a token; takes the same time wherever they differ.
  fileprivate func isBearer(of token: Secret) -> Bool {
    let scheme = "bearer "
    guard prefix(scheme.count).lowercased() == scheme else { return false }
    let given = Array(dropFirst(scheme.count).utf8)
    let expected = Array(token.exposed.utf8)
    var difference = UInt8(given.count == expected.count ? 0 : 1)
    for index in expected.indices { difference |= expected[index] ^ (index < given.count ? given[index] : 0) }
    return difference == 0
  }
}
