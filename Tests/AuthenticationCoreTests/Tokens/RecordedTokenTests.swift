import AuthenticationCore
import Foundation
import TestSupport
import Testing

/// Tokens that were sent to the jwt plugin of a real Kong (`claims_to_verify: [exp]`), and what it answered.
@Suite struct `Tokens that Kong has judged` {
  struct Recording: Sendable, Decodable, CustomTestStringConvertible {
    let name: String
    let status: Int
    /// When Kong answered, in seconds since 1970.
    let now: Int64
    let token: String

    var testDescription: String { name }
  }

  private static let recordings: [Recording] = {
    do {
      let url = try #require(
        Bundle.module.url(forResource: "kong-3.9.1-tokens", withExtension: "jsonl", subdirectory: "Fixtures"))
      return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        .map { try JSONDecoder().decode(Recording.self, from: Data($0.utf8)) }
    } catch {
      Issue.record(error)
      return []
    }
  }()

  /// What we refuse though Kong accepts it: tokens that say nothing of when they were issued, one not yet in force (Kong was not told to
  /// check), one that names its key in the header.
  private static let stricter = [
    "jwt_good": noIssueTime, "jwt_good_lowercase_bearer": noIssueTime, "jwt_good_query_param": noIssueTime,
    "jwt_exp_float": noIssueTime, "jwt_no_typ": noIssueTime, "jwt_good_with_spoof": noIssueTime, "or_jwt": noIssueTime,
    "jwt_nbf_future_not_checked": .notYetValid,
    "jwt_key_in_header_instead_of_claims": .failed("the claim 'key' is missing or not a string"),
  ]
  private static let noIssueTime = TokenFault.failed("the claim 'iat' is missing or not a number")

  private func fault(of recording: Recording) throws -> TokenFault? {
    let bob = JWTCredential.stub(key: "bob-jwt-key", secret: "bob-jwt-secret-0123456789abcdef0123456789")
    let credentials = try #require(ConsumerCredentials(consumerID: "bob", credentials: [bob]))
    do throws(TokenFault) {
      _ = try TokenVerifier(policy: .stub()).verify(recording.token, for: credentials, at: recording.now)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: recordings.filter { $0.status != 200 })
  func `are refused when Kong refused them`(_ recording: Recording) throws {
    #expect(try fault(of: recording) != nil)
  }

  @Test(arguments: recordings.filter { $0.status == 200 })
  func `are accepted when Kong accepted them, unless we are stricter on purpose`(_ recording: Recording) throws {
    #expect(try fault(of: recording) == Self.stricter[recording.name])
  }

  @Test func `are all there`() {
    #expect(Self.recordings.count(where: { $0.status != 200 }) == 17)
    #expect(Self.recordings.count(where: { $0.status == 200 }) == 10)
  }
}
