import HTTPEdge

/// Credentials of all consumers: `/jwts` and `/key-auths`.
extension AdminCall {
  func allCredentials<Credential: AdminCredential>(
    _ kind: Credential.Type, in state: KongState
  ) throws(AdminError) -> AdminAnswer {
    let all = state[keyPath: kind.table].all
    return try Page(query).listing(all, path: path, repeatsSize: true, now: now)
  }

  /// Answers for one credential, `/{kind}/{id or key}`.
  ///
  /// A PUT that makes a credential would have to name its consumer; the sandbox does not do that.
  func anyCredential<Credential: AdminCredential>(
    _ kind: Credential.Type, _ key: String, in state: inout KongState
  ) throws(AdminError) -> AdminAnswer {
    let present = find(kind, key, in: state)
    if method == .delete {
      if let present { state[keyPath: kind.table][present.id] = nil }
      return .noContent
    }
    guard let present else { throw .notFound }
    switch method {
    case .put: return try put(kind, key, over: present, consumerID: present.consumerID, in: &state)
    case .patch: return try patch(present, in: &state)
    default: return .ok(present.json(now: now))
    }
  }

  /// `/{kind}/{id or key}/consumer`.
  func owner<Credential: AdminCredential>(
    _ kind: Credential.Type, _ key: String, in state: KongState
  ) throws(AdminError) -> AdminAnswer {
    guard let credential = find(kind, key, in: state), let consumer = state.consumers[credential.consumerID] else {
      throw .notFound
    }
    return .ok(consumer.json(now: now))
  }
}
