import AuthenticationCore
import Testing

/// Whose credentials Kong's client finds, and which.
@Suite(.timeLimit(.minutes(5))) struct CredentialContractTests {
  static let rows = ContractRow.names + ContractRow.credentials

  @Test(arguments: rows, KongUnderTest.all)
  func `a consumer's credentials are found as the contract says`(_ row: ContractRow, in target: KongUnderTest)
    async throws
  {
    try await target.use { kong in
      let marked = { (text: String) in text.replacing("{run}", with: kong.run) }
      let (username, customID) = (row.username.map(marked), row.customID.map(marked))
      try await kong.withConsumer(username: username, customID: customID) { id in
        for credential in row.credentials { try await kong.addCredential(credential, to: id) }
        let text =
          switch row.question {
          case .id: id
          case .upperCaseID: id.uppercased()
          case .username: username ?? ""
          case .customID: customID ?? ""
          case .text(let text): marked(text)
          }
        let expected = target.speaksKonnect ? row.outcomeInKonnect : row.outcome
        switch (try await target.lookUp(text, in: kong), expected) {
        case (.success(let found), .keys(let keys)):
          #expect(found.all.map(\.key) == keys.map(marked))
          #expect(found.consumerID == id)
        case (.success(let found), .count(let count)):
          #expect(found.all.count == count)
          #expect(found.consumerID == id)
        case (.failure(.notFound), .notFound): break
        case (let result, let expected): Issue.record("\(result) in place of \(expected)")
        }
      }
    }
  }

  @Test func `the table has at least sixty rows, each of its own`() {
    #expect(Self.rows.count >= 60)
    #expect(Set(Self.rows.map(\.title)).count == Self.rows.count)
  }
}
