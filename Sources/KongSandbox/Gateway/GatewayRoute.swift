/// A route of the gateway with what guards it and where it leads.
package struct GatewayRoute: Sendable {
  /// What request paths start with.
  ///
  /// A prefix of bytes, not of segments: `/tokens` matches `/tokensx` as well.
  package var path: String
  package var plugins: [AuthenticationPlugin]
  package var service: GatewayService

  package init(_ path: String, plugins: [AuthenticationPlugin] = [], service: GatewayService) {
    self.path = path
    self.plugins = plugins.sorted { $0.priority > $1.priority }
    self.service = service
  }

  /// The path for the upstream: the service's path in the place of the route's (`strip_path`, path handling v0).
  func upstreamPath(for path: String) -> String {
    let rest = path.dropFirst(self.path.count)
    switch (service.path.hasSuffix("/"), rest.hasPrefix("/")) {
    case (true, true): return service.path + rest.dropFirst()
    case (false, false) where !rest.isEmpty: return service.path + "/" + rest
    default: return service.path + rest
    }
  }
}

/// Where a route leads.
package struct GatewayService: Sendable {
  /// Host and port, as they stand in the upstream's `Host`.
  package var authority: String
  package var path: String
  package var upstream: any Upstream

  package init(authority: String, path: String = "/", upstream: any Upstream) {
    self.authority = authority
    self.path = path
    self.upstream = upstream
  }
}
