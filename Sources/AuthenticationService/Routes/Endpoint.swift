import HTTPEdge

/// One line of the route table.
struct Endpoint: Sendable {
  let method: HTTPMethod
  /// Exact, or with a last segment such as `{consumer}` that may be any.
  let path: String
  let audience: Audience
  private(set) var operation: Operation
  private let handler: @Sendable (Handlers) -> @Sendable (Request) -> Reply

  init(
    _ method: HTTPMethod, _ path: String, for audience: Audience, _ operation: Operation,
    _ handler: @escaping @Sendable (Handlers) -> @Sendable (Request) -> Reply
  ) {
    self.method = method
    self.path = path
    self.audience = audience
    self.operation = operation
    self.handler = handler
  }

  /// The path as the router knows it.
  var pattern: String {
    guard path.hasSuffix("}"), let start = path.lastIndex(of: "{") else { return path }
    return path[..<start] + "*"
  }

  /// The same line, described as a port serves it.
  func described(at port: ServicePort, in environment: DeploymentEnvironment) -> Endpoint {
    guard operation.isPartlyForOperators else { return self }
    var copy = self
    copy.operation = .metrics(MetricsView.served(at: port, in: environment))
    return copy
  }

  /// The route of this line, answered by one of these handlers.
  func route(_ handlers: Handlers) -> Route {
    let handler = handlers.contentTypes.guarding(handler(handlers), of: method)
    return switch audience {
    case .consumers: Route(method, pattern, handlers.gateway.guarding(handler))
    case .everyone, .operatorsPage: Route(method, pattern, handler)
    case .operators: Route(method, pattern, handlers.management.guarding(handler))
    }
  }
}
