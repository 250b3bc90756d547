import HTTPEdge
import Identifiers
import NIOCore
import Telemetry

/// Gives every exchange its place in a trace, and makes it a span if that trace is kept.
///
/// Whether it is kept is decided before anything is made of it: an exchange that is not costs two looks at its header fields and a few
/// random numbers.
final class ExchangeTracing: ExchangeObserver {
  /// What spans of one route are called, by method.
  private final class Names: Sendable {
    let route: String
    let spans: [String]

    init(_ route: String) {
      self.route = route
      spans = MethodLabel.all.map { "\($0.spanWord) \(route)" }
    }
  }

  private static let parent = HeaderName(TraceField.parent)
  private static let state = HeaderName(TraceField.state)
  private static let baggage = HeaderName(TraceField.baggage)
  private static let consumerID: HeaderName = "X-Consumer-ID"

  private let traces: TraceSource
  private let routes: RouteIndex<Names>

  /// - Parameter paths: those of all routes, as the table of routes has them.
  init(_ traces: TraceSource, paths: [String]) {
    self.traces = traces
    routes = RouteIndex(paths, Names.init)
  }

  func began(_ request: inout Request) {
    request.trace = context(of: request.headers)
  }

  func ended(_ request: Request, _ outcome: ExchangeOutcome) {
    guard let trace = request.trace, trace.isSampled else { return }
    record(request, outcome, trace)
  }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
    guard var known = request else { return }
    began(&known)
    request = known
    ended(known, outcome)
  }

  /// Reads who has called, W3C Trace Context section 4.
  private func context(of headers: RequestHeaders) -> TraceContext? {
    let parent = headers.withValue(of: Self.parent) { TraceParent($0) } ?? nil
    // Two of them are as good as none.
    let isTrusted = parent != nil && headers.count(of: Self.parent) == 1
    let state = isTrusted ? TraceState.combined(headers.values(of: Self.state)) : ""
    let baggage = headers.count(of: Self.baggage) > 0 ? Baggage.combined(headers.values(of: Self.baggage)) : ""
    // An object that is refused has been allocated all the same.
    let luggage = state.isEmpty && baggage.isEmpty ? nil : TraceLuggage(state: state, baggage: baggage)
    return traces.context(continuing: isTrusted ? parent : nil, luggage: luggage)
  }

  private func record(_ request: Request, _ outcome: ExchangeOutcome, _ trace: TraceContext) {
    let method = MethodLabel(request.method)
    let names = routes[request.path]
    let errorType = outcome.errorType
    traces.record(
      names?.spans[method.index] ?? method.spanWord, .server, trace, lasting: outcome.duration.nanoseconds,
      // Who leaves is no error of ours.
      status: errorType == nil || outcome.status == nil ? .unset : .error("")
    ) {
      var attributes: [Attribute] = []
      attributes.reserveCapacity(8)
      attributes.append(Attribute("http.request.method", .string(method.text)))
      attributes.append(Attribute("url.scheme", "http"))
      if let names {
        attributes.append(Attribute("url.path", .string(request.path)))
        attributes.append(Attribute("http.route", .string(names.route)))
      } else {
        attributes.append(Attribute("url.path", .string(PathRedaction.shown(request.path))))
      }
      if let status = outcome.status {
        attributes.append(Attribute("http.response.status_code", .integer(Int64(status))))
      }
      if let errorType { attributes.append(Attribute("error.type", .string(errorType))) }
      if let id = consumerID(of: request, names) { attributes.append(Attribute("kong.consumer_id", .string(id))) }
      attributes.append(.duration(outcome.duration.nanoseconds))
      return attributes
    }
  }

  /// Who asks, where somebody has to say.
  private func consumerID(of request: Request, _ names: Names?) -> String? {
    guard names?.route.hasPrefix(TokenPath.tokens) == true else { return nil }
    return request.headers.withValue(of: Self.consumerID) { value in
      value.count <= 256 ? String(field: value) : nil
    } ?? nil
  }
}

extension MethodLabel {
  /// As names of spans have it ("HTTP Spans", section "Name").
  fileprivate var spanWord: String { text == "_OTHER" ? "HTTP" : text }
}

extension ExchangeOutcome {
  /// What a server has to answer for; the errors of clients are theirs.
  fileprivate var errorType: String? {
    guard let status else { return "client_disconnected" }
    return status >= 500 ? "\(status)" : nil
  }
}

extension Attribute {
  /// How long something took, in milliseconds.
  static func duration(_ nanoseconds: Int64) -> Attribute {
    Attribute("duration_ms", .double(Double(nanoseconds) / 1e6))
  }
}
