import AuthenticationCore
import KongClient
import Testing

/// What happens when the client makes a credential.
@Suite(.timeLimit(.minutes(5))) struct ProvisioningContractTests {
  @Test(arguments: KongUnderTest.all)
  func `a consumer without a credential is given one, which stays`(_ target: KongUnderTest) async throws {
    try await target.use { kong in
      try await kong.withConsumer(username: "provisioned-\(kong.run)") { id in
        let first = try await target.lookUp(id, in: kong) { $0.provisionsCredentials = true }.get()
        #expect(first.consumerID == id)
        #expect(first.signing.key.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(!first.signing.hasShortSecret)
        let second = try await target.lookUp("provisioned-\(kong.run)", in: kong) { $0.provisionsCredentials = true }
        #expect(try second.get().all.map(\.key) == [first.signing.key])
      }
    }
  }

  @Test(arguments: KongUnderTest.all)
  func `a consumer that nobody knows is given none`(_ target: KongUnderTest) async throws {
    try await target.use { kong in
      for text in ["nobody-\(kong.run)", "99999999-2222-4333-8444-5555\(kong.run)"] {
        let result = try await target.lookUp(text, in: kong) { $0.provisionsCredentials = true }
        guard case .failure(.notFound) = result else {
          Issue.record("\(result) for \(text)")
          continue
        }
      }
    }
  }
}
