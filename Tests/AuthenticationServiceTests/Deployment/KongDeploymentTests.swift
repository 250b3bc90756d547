import FoundationEssentials
import Testing

@testable import AuthenticationService

/// Kong's side of the service, in deploy/kong.
struct KongDeploymentTests {
  private static func file(_ name: String) throws -> String {
    let url = URL(filePath: #filePath).appending(path: "../../../../deploy/kong/\(name)").standardized
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test func `Kong lets through what is for consumers, and nothing else`() throws {
    let text = try Self.file("kong.yml")
    let line = try #require(text.split(separator: "\n").first { $0.contains("paths:") && $0.contains("tokens") })
    let paths = line.matches(of: /"~([^"]+)\$"/).map { String($0.1) }
    #expect(paths == Routes.table.filter { $0.audience == .consumers }.map(\.path))
  }

  @Test func `Kong verifies the claims that tokens have, by the claim that names the credential`() throws {
    let text = try Self.file("kong.yml")
    let token = try ServiceConfiguration.load([:]).token
    #expect(text.contains("key_claim_name: \(token.keyClaimName)\n"))
    let maximum = try #require(text.firstMatch(of: /maximum_expiration: (\d+)/).flatMap { Int($0.1) })
    #expect(Duration.seconds(maximum) >= token.lifetime)
  }

  @Test func `what a client sends as the proof is removed before Kong adds its own`() throws {
    let text = try Self.file("kong.yml")
    let removal = try #require(text.firstRange(of: "remove:\n            headers: [X-Gateway-Secret]"))
    let addition = try #require(text.firstRange(of: "add:\n            headers: ['X-Gateway-Secret:"))
    #expect(removal.upperBound < addition.lowerBound)
  }
}
