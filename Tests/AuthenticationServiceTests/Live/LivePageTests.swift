import Crypto
import Foundation
import Testing

@testable import AuthenticationService

/// The live page as it is sent.
struct LivePageTests {
  @Test(arguments: [nil, "v2"]) func `browsers may run what is in it, and nothing else`(version: String?) async throws {
    let answer = try await TestService().ask("/admin", version.map { [(name: "Accept-Version", value: $0)] } ?? [])
    func hash(_ tag: String) throws -> String {
      let start = try #require(answer.body.firstRange(of: "<\(tag)>")).upperBound
      let end = try #require(answer.body.firstRange(of: "</\(tag)>")).lowerBound
      return "sha256-" + Data(SHA256.hash(data: Data(answer.body[start..<end].utf8))).base64EncodedString()
    }
    #expect(
      try answer.values("Content-Security-Policy") == [
        "default-src 'none'; style-src '\(hash("style"))'; script-src '\(hash("script"))'; connect-src 'self'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
      ])
    #expect(answer.values("Content-Type") == ["text/html; charset=utf-8"])
    #expect(answer.values("Cache-Control") == ["no-store"])
  }

  @Test(arguments: [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "http:", "https:",
    " style=",
  ])
  func `it makes no markup of data, and knows no other address`(text: String) async throws {
    #expect(try await !TestService().ask("/admin").body.contains(text))
  }
}
