/// How a route finds out who is asking.
package enum AuthenticationPlugin: Sendable {
  case keyAuth(KeyAuthPlugin)
  case jwt(JWTPlugin)

  /// Kong runs plugins by priority, highest first.
  var priority: Int {
    switch self {
    case .jwt: 1450
    case .keyAuth: 1250
    }
  }

  /// The consumer that stands in when nobody was recognised; nil refuses such requests.
  var anonymous: String? {
    switch self {
    case .jwt(let plugin): plugin.anonymous
    case .keyAuth(let plugin): plugin.anonymous
    }
  }

  func authenticate(
    _ request: inout ProxiedRequest, in state: KongState, now: Int
  ) throws(AuthenticationRefusal) -> Identity {
    switch self {
    case .jwt(let plugin): try plugin.authenticate(request, in: state, now: now)
    case .keyAuth(let plugin): try plugin.authenticate(&request, in: state)
    }
  }
}

/// A recognised consumer.
struct Identity {
  var consumer: KongConsumer
  /// What proved it: the id of an API key, the key of a JWT credential.
  var credentialIdentifier: String
}

/// A request on its way through the gateway: what plugins look at and change.
struct ProxiedRequest {
  var headers: HeaderLines
  /// Undecoded; nil when there is none.
  var query: String?
}

/// Why a plugin does not let a request pass.
enum AuthenticationRefusal: Error {
  /// 401 in the form that the client accepts.
  case negotiated(String, challenge: String)
  /// 401 with this JSON, whatever the client accepts.
  case json(JSONValue, challenge: String)
  /// Kong's own code failed on the request: 500.
  case unexpected
}
