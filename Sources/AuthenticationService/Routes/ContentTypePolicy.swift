import AuthenticationCore
import HTTPEdge

/// Which types of content are taken, on every path.
struct ContentTypePolicy: Sendable {
  private static let contentType: HeaderName = "Content-Type"
  private static let acceptedTypes = ["application/json", "application/x-www-form-urlencoded"]
  private static let methodsWithContent: Set<HTTPMethod> = [.post, .put, .patch]

  let problems: ProblemResponses

  /// 400 for content of another type; nil for a request that has none, or does not say of which type it is.
  func refusal(of request: Request) -> Response? {
    guard Self.methodsWithContent.contains(request.method), let type = request.headers[Self.contentType], !type.isEmpty,
      !Self.accepts(type)
    else { return nil }
    return problems.response(Self.refusal(of: type), to: request)
  }

  /// The error for a type that is not taken.
  static func refusal(of type: String) -> AuthenticationError {
    .unsupportedContentType(provided: type, accepted: acceptedTypes)
  }

  /// Whether requests of a method may have content that is looked at.
  static func concerns(_ method: HTTPMethod) -> Bool { methodsWithContent.contains(method) }

  /// The same handler of a method, for content alone that is taken.
  func guarding(
    _ handler: @escaping @Sendable (Request) -> Reply, of method: HTTPMethod
  ) -> @Sendable (Request) -> Reply {
    guard Self.methodsWithContent.contains(method) else { return handler }
    return { request in refusal(of: request).map(Reply.ready) ?? handler(request) }
  }

  private static func accepts(_ type: String) -> Bool {
    let base = type.prefix { $0 != ";" }.lowercased()
    return acceptedTypes.contains(base.trimmed)
  }
}
