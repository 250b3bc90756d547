/// A control plane of Konnect, Kong's cloud: where its entities are, and the realm that it shares with its region.
package struct KonnectControlPlane: Sendable, Hashable {
  /// What an operator reads who configured something else.
  package static let malformedURL =
    "Invalid Kong Konnect URL format. Expected: https://region.api.konghq.com/v2/control-planes/{id}"

  /// The control plane itself, under which its consumers and their credentials are.
  package let gateway: KongAdminURL
  /// The region, under which realms are.
  package let region: KongAdminURL
  /// The id of the control plane; `self-hosted` when the URL is not one of Kong's own.
  package let id: String
  /// The name of the realm for the consumers of this control plane.
  package let realm: String

  /// Reads the parts of a control plane's URL.
  ///
  /// On a host of Kong's (`konghq.com` and below) the path must name a control plane, and the region is the host alone.
  /// Any other host is taken for something that speaks Konnect's language under one base.
  ///
  /// - Returns: nil when Kong's own host is named without a control plane, see ``malformedURL``.
  package init?(isSecure: Bool, host: String, port: Int, path: String = "") {
    gateway = KongAdminURL(isSecure: isSecure, host: host, port: port, path: path)
    guard host == "konghq.com" || host.hasSuffix(".konghq.com") else {
      region = gateway
      id = "self-hosted"
      realm = "default"
      return
    }
    let segments = path.split(separator: "/")
    guard segments.count == 3, segments[0] == "v2", segments[1] == "control-planes", segments[2].isControlPlaneID
    else { return nil }
    region = KongAdminURL(isSecure: isSecure, host: host, port: isSecure ? 443 : 80, path: "/v1")
    id = String(segments[2])
    realm = "auth-realm-\(id.prefix(8))"
  }
}

extension Substring {
  fileprivate var isControlPlaneID: Bool {
    utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
