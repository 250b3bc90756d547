import AuthenticationCore
import NIOHTTP1

/// The kinds of Kong that can be asked for a consumer's credentials.
package enum KongDeployment: Sendable {
  /// A Kong Gateway in our own hands, by its Admin API.
  case selfManaged(KongAdminURL)
  /// A control plane of Kong's cloud, or something that speaks its language.
  case konnect(KonnectControlPlane)
}

extension KongDeployment {
  /// The consumer of an id or a user name.
  func consumerURL(_ idOrName: String) -> String {
    switch self {
    case .selfManaged(let base): "\(base)/consumers/\(idOrName.percentEncoded)"
    case .konnect(let plane): "\(plane.consumersURL)/\(idOrName.percentEncoded)"
    }
  }

  /// The list of a consumer's JWT credentials: its first page, or the one at an offset that Kong gave.
  func credentialsURL(ofConsumer id: String, offset: String? = nil) -> String {
    let query = offset.map { "?offset=\($0.percentEncoded)" } ?? ""
    return "\(consumerURL(id))/jwt\(query)"
  }

  /// The host that is asked.
  var server: KongAdminURL {
    switch self {
    case .selfManaged(let base): base
    case .konnect(let plane): plane.gateway
    }
  }

  /// What answers whether Kong is well.
  var statusURL: String {
    switch self {
    case .selfManaged(let base): "\(base)/status"
    case .konnect(let plane): plane.gateway.description
    }
  }

  /// Names us to Kong; without a token the Admin API must be open to us.
  func authenticate(_ headers: inout HTTPHeaders, with token: Secret?) {
    guard let token, !token.exposed.isEmpty else { return }
    switch self {
    case .selfManaged: headers.add(name: "Kong-Admin-Token", value: token.exposed)
    case .konnect: headers.add(name: "Authorization", value: "Bearer \(token.exposed)")
    }
  }
}
