import AuthenticationCore
import TestSupport
import Testing

/// A token, and what the verifier has to say of it at second 1500.
struct TokenCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// What is wrong with it; nil for a token that verifies.
  let fault: TokenFault?

  init(_ name: String, _ text: String, _ fault: TokenFault?) {
    testDescription = name
    self.text = text
    self.fault = fault
  }

  /// A token with this payload; the other parts are as they should be.
  static func payload(_ payload: String, _ fault: TokenFault?) -> TokenCase {
    TokenCase(payload, CraftedToken.token(payload: payload), fault)
  }

  /// A token with this header; the other parts are as they should be.
  static func header(_ header: String, _ fault: TokenFault?) -> TokenCase {
    TokenCase(header, CraftedToken.token(header: header), fault)
  }

  /// Has the token verified for a consumer with two credentials, and compares.
  func check(policy: TokenPolicy = .stub(), sourceLocation: SourceLocation = #_sourceLocation) throws {
    let credentials = try #require(
      ConsumerCredentials(
        consumerID: "consumer-1",
        credentials: [.stub(key: "key-0", secret: "secret-0"), .stub(createdAt: 2)]))
    var found: TokenFault?
    do throws(TokenFault) {
      _ = try TokenVerifier(policy: policy).verify(text, for: credentials, at: 1500)
    } catch {
      found = error
    }
    #expect(found == fault, sourceLocation: sourceLocation)
  }
}
