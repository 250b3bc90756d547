extension KonnectControlPlane {
  /// The consumers of the control plane.
  var consumersURL: String { "\(gateway)/core-entities/consumers" }

  /// The consumers whose user name fits: the first page of them, or the one at an offset that Konnect gave.
  ///
  /// Brackets may stand for themselves in an IPv6 address only (RFC 3986 section 3.2.2), so they are encoded.
  func searchURL(username: String, offset: String?) -> String {
    let further = offset.map { "&offset=\($0.percentEncoded)" } ?? ""
    return "\(consumersURL)?filter%5Busername%5D=\(username.percentEncoded)\(further)"
  }

  /// The realms of the region.
  var realmsURL: String { "\(region)/realms" }

  /// The realm of this control plane, by its name.
  var realmURL: String { "\(realmsURL)/\(realm.percentEncoded)" }
}
