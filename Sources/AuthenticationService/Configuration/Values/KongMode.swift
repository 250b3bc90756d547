/// Which kind of Kong holds the consumers.
package enum KongMode: String, Sendable, CaseIterable {
  /// A self-managed Kong with its own Admin API.
  case apiGateway = "API_GATEWAY"
  /// Kong's cloud control plane.
  case konnect = "KONNECT"
}
