import AuthenticationCore
import HTTPEdge

/// Answers what no route answers: OPTIONS, wrong methods, unknown paths.
struct FallbackHandler: Sendable {
  private static let contentType: HeaderName = "Content-Type"
  private static let acceptedTypes = ["application/json", "application/x-www-form-urlencoded"]

  let problems: ProblemResponses

  var fallbacks: Router.Fallbacks {
    Router.Fallbacks(
      options: { _ in Response(problems.heads.preflight) },
      methodNotAllowed: problems.methodNotAllowed,
      notFound: notFound)
  }

  /// 404; but content of a type that no route takes is 400 first, as the replaced service has it.
  private func notFound(_ request: Request) -> Response {
    guard [.post, .put, .patch].contains(request.method), let type = request.headers[Self.contentType], !type.isEmpty,
      !Self.accepts(type)
    else { return problems.notFound(request) }
    return problems.response(.unsupportedContentType(provided: type, accepted: Self.acceptedTypes), to: request)
  }

  private static func accepts(_ type: String) -> Bool {
    let base = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    return acceptedTypes.contains(base)
  }
}
