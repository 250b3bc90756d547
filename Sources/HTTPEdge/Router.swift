/// Finds the handler of a request in a table of exact paths, and of paths whose last segment may be any (`/things/*`).
///
/// A GET route answers HEAD as well (RFC 9110 section 9.3.2); the server drops the content.
package struct Router: Sendable {
  /// What to say when no handler is found.
  package struct Fallbacks: Sendable {
    /// Answers OPTIONS, on any path.
    package var options: @Sendable (Request) -> Response
    /// Answers a known path asked with a method that it does not have; gets the methods that it has.
    package var methodNotAllowed: @Sendable (Request, [HTTPMethod]) -> Response
    /// Answers an unknown path.
    package var notFound: @Sendable (Request) -> Response

    package init(
      options: @escaping @Sendable (Request) -> Response,
      methodNotAllowed: @escaping @Sendable (Request, [HTTPMethod]) -> Response,
      notFound: @escaping @Sendable (Request) -> Response
    ) {
      self.options = options
      self.methodNotAllowed = methodNotAllowed
      self.notFound = notFound
    }
  }

  private let routes: [String: [Route]]
  /// Those that end in `/*`, by what is before the star.
  private let families: [String: [Route]]
  private let fallbacks: Fallbacks

  package init(_ routes: [Route], fallbacks: Fallbacks) {
    self.routes = Dictionary(grouping: routes.filter { !$0.path.hasSuffix("/*") }, by: \.path)
    self.families = Dictionary(grouping: routes.filter { $0.path.hasSuffix("/*") }) { String($0.path.dropLast()) }
    self.fallbacks = fallbacks
  }

  /// Answers a request with the handler of its path and method, or with a fallback.
  package func route(_ request: Request) -> Reply {
    guard let candidates = routes[request.path] ?? family(of: request.path) else {
      return .ready(request.method == .options ? fallbacks.options(request) : fallbacks.notFound(request))
    }
    let wanted = request.method == .head ? .get : request.method
    for route in candidates where route.method == wanted { return route.handler(request) }
    if request.method == .options { return .ready(fallbacks.options(request)) }
    return .ready(fallbacks.methodNotAllowed(request, Self.allowed(candidates)))
  }

  /// The routes for any last segment but an empty one.
  private func family(of path: String) -> [Route]? {
    guard !families.isEmpty, let end = path.lastIndex(of: "/"), path.index(after: end) < path.endIndex else {
      return nil
    }
    return families[String(path[...end])]
  }

  /// The methods that a path has, in the order of the table, HEAD after GET and OPTIONS last.
  private static func allowed(_ routes: [Route]) -> [HTTPMethod] {
    routes.filter { $0.method != .options }.flatMap { $0.method == .get ? [.get, .head] : [$0.method] } + [.options]
  }
}
