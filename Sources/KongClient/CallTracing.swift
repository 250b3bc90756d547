import AsyncHTTPClient
import AuthenticationCore
import Events
import NIOHTTP1
import Tracing

/// Shows calls over HTTP as spans of whoever needs them, and lets Kong continue the trace.
///
/// What belongs to no trace, such as a check of Kong's health, begins none.
struct CallTracing: Sendable {
  let tracer: any Tracer
  /// Who is called.
  let server: KongAdminURL

  /// Runs a call, with a request that carries the trace.
  func span(
    of request: HTTPClientRequest, _ call: (HTTPClientRequest) async throws -> AdminAnswer
  ) async throws -> AdminAnswer {
    guard InstrumentationContext.current != nil else { return try await call(request) }
    return try await tracer.withClientSpan(request.method.rawValue, describing: Self.type(of:)) { span in
      describe(request, in: span)
      var request = request
      tracer.inject(span.context, into: &request.headers, using: HeaderInjector())
      let answer = try await call(request)
      span.attributes["http.response.status_code"] = answer.status
      // Of what a client is told, errors are its own as well as the server's.
      if answer.status >= 400 { span.fail("\(answer.status)") }
      return answer
    }
  }

  /// Says who is asked for what, after the semantic conventions for HTTP clients.
  private func describe(_ request: HTTPClientRequest, in span: any Tracing.Span) {
    guard span.isRecording else { return }
    span.updateAttributes { attributes in
      attributes["http.request.method"] = request.method.rawValue
      // User information and secrets are never part of it.
      attributes["url.full"] = request.url
      attributes["server.address"] = server.host
      attributes["server.port"] = server.port
    }
  }

  private static func type(of error: any Error) -> String {
    Task.isCancelled ? "cancelled" : UnavailableCause(network: error).errorType
  }
}

private struct HeaderInjector: Injector {
  func inject(_ value: String, forKey name: String, into headers: inout HTTPHeaders) {
    headers.replaceOrAdd(name: name, value: value)
  }
}

extension UnavailableCause {
  /// What `error.type` of a span says, from a small vocabulary.
  package var errorType: String {
    switch self {
    case .connection(let what): what.replacing(" ", with: "_")
    case .timeout: "timeout"
    case .status(let code, _), .unauthorized(let code): "\(code)"
    case .invalidAnswer: "invalid_answer"
    }
  }
}
