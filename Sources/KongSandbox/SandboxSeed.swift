/// What a sandbox holds when it starts.
package enum SandboxSeed {
  package static let alice = "a11ce000-0000-4000-8000-000000000001"
  package static let bob = "b0b00000-0000-4000-8000-000000000002"
  /// A consumer that has a custom id and no user name.
  package static let customIDOnly = "c0000000-0000-4000-8000-000000000003"
  /// A consumer without any JWT credential.
  package static let carol = "ca401000-0000-4000-8000-000000000004"
  package static let anonymous = "a0000000-0000-4000-8000-000000000009"

  /// Five consumers, one for each case that the service tells apart.
  ///
  /// Keys and secrets are published here and worth nothing.
  package static func demo(now: Int) -> KongState {
    KongState(
      consumers: [
        KongConsumer(id: alice, username: "alice", createdAt: now),
        KongConsumer(id: bob, username: "bob", customID: "bob-7", createdAt: now),
        KongConsumer(id: customIDOnly, customID: "partner-42", createdAt: now),
        KongConsumer(id: carol, username: "carol", createdAt: now),
        KongConsumer(id: anonymous, username: "anonymous", createdAt: now),
      ],
      jwtCredentials: [
        jwtCredential(1, of: alice, "alice", now),
        jwtCredential(2, of: bob, "bob", now),
        jwtCredential(3, of: customIDOnly, "partner", now),
      ],
      keyCredentials: [
        keyCredential(1, of: alice, "alice", now),
        keyCredential(2, of: bob, "bob", now),
        keyCredential(3, of: customIDOnly, "partner", now),
        keyCredential(4, of: carol, "carol", now),
      ]
    )
  }

  private static func jwtCredential(
    _ number: Int, of consumerID: String, _ name: String, _ now: Int
  ) -> KongJWTCredential {
    KongJWTCredential(
      id: "1a100000-0000-4000-8000-00000000020\(number)", consumerID: consumerID, key: "\(name)-jwt-key",
      secret: "\(name)-demo-secret-0123456789abcdef0123", createdAt: now)
  }

  private static func keyCredential(
    _ number: Int, of consumerID: String, _ name: String, _ now: Int
  ) -> KongKeyCredential {
    KongKeyCredential(
      id: "1a100000-0000-4000-8000-00000000010\(number)", consumerID: consumerID, key: "\(name)-api-key",
      createdAt: now)
  }
}
