import KongSandbox

/// What the recorder did to Kong between the recorded exchanges of the proxy, by way of the Admin API.
enum RecorderSteps {
  private static let alice = "00000000-0000-4000-8000-000000000001"
  private static let temporary = "ebc0750b-bbc1-40e9-a8cc-2d1a9a7d3b89"

  /// Does what came before the exchange called `name`.
  static func apply(before name: String, to state: inout KongState) {
    switch name {
    case "fresh_key_right_after_create":
      let id = "735ac10c-24d8-4b79-9abc-6643187d18a8"
      state.keyCredentials[id] = KongKeyCredential(id: id, consumerID: alice, key: "fresh-key")
    case "fresh_key_right_after_delete_401":
      state.keyCredentials.removeAll { $0.key == "fresh-key" }
    case "fresh_jwt_right_after_create":
      let id = "00000000-0000-4000-8000-000000000299"
      state.jwtCredentials[id] = KongJWTCredential(
        id: id, consumerID: alice, key: "fresh-jwt", secret: "fresh-secret")
    case "fresh_jwt_right_after_delete_401":
      state.jwtCredentials.removeAll { $0.key == "fresh-jwt" }
    case "consumer_rename_before":
      add(temporary, username: "temp", key: "temp-key", "65a7ca73-2b0a-410b-b46e-072a918ded79", to: &state)
    case "consumer_rename_right_after":
      state.consumers[temporary]?.username = "temp-renamed"
    case "consumer_deleted_right_after_401":
      state.removeConsumer(temporary)
    case "keyauth_consumer_unicode":
      addSpecialConsumers(to: &state)
    default: break
    }
  }

  private static func addSpecialConsumers(to state: inout KongState) {
    add(
      "07f76c02-6250-48ff-894d-d933cf77bcae", username: "zoë✓", key: "special-unicode",
      "cd062e88-b0ca-4172-8620-9517ba00f31e", to: &state)
    add(
      "a96521ca-59fe-497f-976d-3f1960be6d38", username: " lead and trail ", key: "special-space",
      "c55b2a09-2f4b-490d-97ed-4e31617bf0fd", to: &state)
    add(
      "2abac821-a689-493a-961b-c938fd2faf3d", username: "a\r\nX-Injected: 1", key: "special-newline",
      "bccc2a1d-41e1-4285-9689-08a193e3c87e", to: &state)
    add(
      "88376963-ee8a-4eba-bb06-ca3b629a86fe", username: "q\"u,o;te", key: "special-comma_quote",
      "7780c436-198e-4956-8136-1bea7fad2037", to: &state)
    add(
      "2e4e1397-9403-43ae-824c-3d9af2042f33", username: String(repeating: "u", count: 5_000), key: "special-long",
      "7e893832-118e-47b3-b4d3-4e8bd2831b64", to: &state)
    add(
      "9b9468a3-082a-423c-ad63-9248dda41b76", customID: "ü-1", key: "special-custom_unicode",
      "b0d6d407-1038-4492-a4f8-9be1a496b629", to: &state)
  }

  private static func add(
    _ id: String, username: String? = nil, customID: String? = nil, key: String, _ keyID: String,
    to state: inout KongState
  ) {
    state.consumers[id] = KongConsumer(id: id, username: username, customID: customID)
    state.keyCredentials[keyID] = KongKeyCredential(id: keyID, consumerID: id, key: key)
  }
}
