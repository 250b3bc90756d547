/// Kong's `key-auth` plugin: API keys in header fields or in the query.
package struct KeyAuthPlugin: Sendable {
  /// Looked for in this order, each in the header first.
  package var keyNames: [String]
  /// Whether the key is taken out of what the upstream sees.
  package var hidesCredentials: Bool
  /// The id of the anonymous consumer; nil for none.
  package var anonymous: String?

  package init(
    keyNames: [String] = ["apikey", "X-API-Key"], hidesCredentials: Bool = false, anonymous: String? = nil
  ) {
    self.keyNames = keyNames
    self.hidesCredentials = hidesCredentials
    self.anonymous = anonymous
  }

  func authenticate(
    _ request: inout ProxiedRequest, in state: KongState
  ) throws(AuthenticationRefusal) -> Identity {
    guard let found = try find(in: request), !found.key.isEmpty else {
      throw .negotiated("No API key found in request", challenge: "Key")
    }
    if hidesCredentials { hide(found.name, in: &request) }
    guard let credential = state.keyCredentials.withKey(found.key),
      let consumer = state.consumers[credential.consumerID]
    else { throw .negotiated("Unauthorized", challenge: "Key") }
    return Identity(consumer: consumer, credentialIdentifier: credential.id)
  }

  /// The first name that is present decides, even when a later one would hold a valid key.
  private func find(in request: ProxiedRequest) throws(AuthenticationRefusal) -> (name: String, key: String)? {
    let query = URLQuery(request.query)
    for name in keyNames {
      let inHeader = request.headers.values(name)
      let keys = inHeader.isEmpty ? query.values(name) : inHeader
      if keys.count > 1 { throw .negotiated("Duplicate API key found", challenge: "Key") }
      if let key = keys.first { return (name, key) }
    }
    return nil
  }

  /// Hides the name that held the key, and only that one.
  private func hide(_ name: String, in request: inout ProxiedRequest) {
    request.headers.remove(name)
    guard let query = request.query else { return }
    let kept = query.split(separator: "&").filter { pair in
      URLQuery(String(pair)).pairs.first?.name != name
    }
    request.query = kept.isEmpty ? nil : kept.joined(separator: "&")
  }
}
