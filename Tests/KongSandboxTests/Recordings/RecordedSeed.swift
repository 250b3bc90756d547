import KongSandbox

extension KongState {
  /// What the recorded Kong held before the first exchange.
  static let recorded: KongState = {
    let alice = "00000000-0000-4000-8000-000000000001"
    let customOnly = "00000000-0000-4000-8000-000000000002"
    let bob = "00000000-0000-4000-8000-000000000003"
    let time = 1_795_445_943
    return KongState(
      consumers: [
        KongConsumer(id: alice, username: "alice", createdAt: time),
        KongConsumer(id: customOnly, customID: "custom-only-42", createdAt: time),
        KongConsumer(id: bob, username: "bob", customID: "bob-custom-7", createdAt: time),
        KongConsumer(id: "00000000-0000-4000-8000-000000000009", username: "anonymous", createdAt: time),
      ],
      jwtCredentials: [
        KongJWTCredential(
          id: "00000000-0000-4000-8000-000000000203", consumerID: bob, key: "bob-jwt-key",
          secret: "bob-jwt-secret-0123456789abcdef0123456789", createdAt: time)
      ],
      keyCredentials: [
        KongKeyCredential(
          id: "00000000-0000-4000-8000-000000000101", consumerID: alice, key: "alice-api-key", createdAt: time),
        KongKeyCredential(
          id: "00000000-0000-4000-8000-000000000102", consumerID: customOnly, key: "custom-api-key", createdAt: time),
        KongKeyCredential(
          id: "00000000-0000-4000-8000-000000000103", consumerID: bob, key: "bob-api-key", createdAt: time),
      ]
    )
  }()
}
