package import HTTPEdge
import Synchronization

/// Kong's proxy listener: finds the route, asks its plugins who is there, and passes the request on.
package final class GatewayProxy: Responder {
  /// One header line longer than this is refused, as with nginx's `large_client_header_buffers` of 8 KiB.
  private static let longestHeaderLine = 8 * 1024

  private let store: KongStore
  private let routes: Mutex<[GatewayRoute]>

  package init(_ store: KongStore, routes: [GatewayRoute]) {
    self.store = store
    self.routes = Mutex(routes)
  }

  /// Puts other routes in the place of the present ones; requests on their way keep theirs.
  package func replaceRoutes(with routes: [GatewayRoute]) {
    self.routes.withLock { $0 = routes }
  }

  package func respond(to request: Request) -> Reply {
    let start = ContinuousClock.now
    let headers = HeaderLines(request.headers.all)
    let answer = GatewayAnswer(requestID: store.source.requestID(), accept: headers["Accept"], start: start)
    if let refusal = Self.refusalByServer(headers) { return .ready(answer.refusedByServer(.badRequest, refusal)) }
    guard let route = route(for: request.path) else {
      return .ready(answer.error(.notFound, "no Route matched with those values"))
    }
    var proxied = ProxiedRequest(headers: headers, query: request.query)
    do throws(AuthenticationRefusal) {
      try authenticate(&proxied, by: route.plugins)
    } catch {
      return .ready(answer.refusal(error))
    }
    let upstreamRequest = UpstreamRequest(request, proxied, route: route, requestID: answer.requestID)
    return .pending {
      let upstreamStart = ContinuousClock.now
      do throws(UpstreamFailure) {
        let response = try await route.service.upstream.answer(upstreamRequest)
        return answer.forwarding(response, isHead: request.method == .head, since: upstreamStart)
      } catch {
        return answer.upstreamFailure(error, since: upstreamStart)
      }
    }
  }

  package func response(to fault: HTTPFault, id: RequestID) -> Response {
    let answer = GatewayAnswer(requestID: store.source.requestID(), accept: nil, start: .now)
    return switch fault {
    case .malformed: answer.refusedByServer(.badRequest, "Bad request")
    case .headTooLarge: answer.refusedByServer(.badRequest, "Request header or cookie too large")
    case .bodyTooLarge: answer.refusedByServer(.contentTooLarge, "Payload too large")
    default: answer.refusedByServer(fault.status, fault.status.reason)
    }
  }

  /// What nginx refuses before Kong's code runs; such connections end.
  private static func refusalByServer(_ headers: HeaderLines) -> String? {
    if headers.values("Authorization").count > 1 { return "Bad request" }
    let isLong = headers.all.contains { $0.name.utf8.count + $0.value.utf8.count + 4 > longestHeaderLine }
    return isLong ? "Request header or cookie too large" : nil
  }

  /// The route with the longest matching path.
  private func route(for path: String) -> GatewayRoute? {
    let routes = routes.withLock { $0 }
    return routes.filter { path.hasPrefix($0.path) }.max { $0.path.utf8.count < $1.path.utf8.count }
  }

  /// Runs the plugins in their order.
  ///
  /// With an anonymous consumer, one success is enough and later plugins are skipped; without, every plugin must succeed.
  private func authenticate(
    _ request: inout ProxiedRequest, by plugins: [AuthenticationPlugin]
  ) throws(AuthenticationRefusal) {
    let now = store.source.now()
    let state = store.withState { $0 }
    var isAuthenticated = false
    for plugin in plugins where !(isAuthenticated && plugin.anonymous != nil) {
      do throws(AuthenticationRefusal) {
        let identity = try plugin.authenticate(&request, in: state, now: now)
        ConsumerHeaders.write(
          identity.consumer, credentialIdentifier: identity.credentialIdentifier, to: &request.headers)
        isAuthenticated = true
      } catch {
        guard let anonymous = plugin.anonymous else { throw error }
        guard let consumer = state.consumer(anonymous) else { throw .unexpected }
        ConsumerHeaders.write(consumer, credentialIdentifier: nil, to: &request.headers)
      }
    }
  }
}
