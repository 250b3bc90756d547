import AuthenticationCore

extension ServiceConfiguration {
  /// Whether replicas share what they know.
  package var sharesCache: Bool { cache.isHighlyAvailable && redis.hasPlace }

  /// Where the management surface is to be found on this machine; nil where there is none.
  package var managementURL: String? {
    if let port = management.port { return ServiceAddress.url(host: management.host, port: port) }
    return ManagementSurface.isPublic(in: service.environment)
      ? ServiceAddress.url(host: server.host, port: server.port, isSecure: tls.certificate != nil) : nil
  }

  /// What the management surface wants to see as `Authorization`; nil for nothing.
  package var managementAuthorization: String? { management.token.map { "Bearer \($0.exposed)" } }
}

/// Where a service on this machine is asked.
package enum ServiceAddress {
  /// The URL of what listens on an address; one of all interfaces is asked through the loopback one.
  ///
  /// Who asks over TLS must not expect the certificate to bear that name: it is made out for what the gateway asks.
  package static func url(host: String?, port: Int, isSecure: Bool = false) -> String {
    let scheme = isSecure ? "https" : "http"
    return switch host {
    case nil, "0.0.0.0", "::": "\(scheme)://127.0.0.1:\(port)"
    case .some(let host): host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
    }
  }
}
