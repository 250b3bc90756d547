import AuthenticationCore
import HTTPEdge

/// Lets those requests alone pass that prove that they came through Kong.
///
/// Who reaches the service past Kong can name any consumer in headers that Kong would have removed.
struct GatewayGuard: Sendable {
  private static let secret: HeaderName = "X-Gateway-Secret"

  private let gateway: ServiceConfiguration.Gateway
  private let problems: ProblemResponses
  private let refusals: GatewayRefusals

  init(_ gateway: ServiceConfiguration.Gateway, problems: ProblemResponses, refusals: GatewayRefusals) {
    self.gateway = gateway
    self.problems = problems
    self.refusals = refusals
  }

  /// The same handler, for those alone who have the proof: others are refused before anything of theirs is looked at.
  func guarding(_ handler: @escaping @Sendable (Request) -> Reply) -> @Sendable (Request) -> Reply {
    switch gateway.proof {
    case nil, .unproven:
      handler
    case .sharedSecret:
      guarding(handler) { [secrets = gateway.sharedSecrets] request in
        request.headers.withSingleValue(of: Self.secret) { secrets?.contains($0) ?? false } ?? false
      }
    case .network:
      guarding(handler) { [ranges = gateway.allowedRanges] request in
        guard let peer = request.peer.flatMap({ NetworkAddress($0) }) else { return false }
        return ranges?.contains(peer) ?? false
      }
    case .mtls:
      guarding(handler) { $0.peerCertificate == .verified }
    }
  }

  private func guarding(
    _ handler: @escaping @Sendable (Request) -> Reply, _ isProven: @escaping @Sendable (Request) -> Bool
  ) -> @Sendable (Request) -> Reply {
    { [problems, refusals] request in
      if isProven(request) { return handler(request) }
      refusals.note(request)
      return .ready(problems.response(.untrustedGateway, to: request))
    }
  }
}
