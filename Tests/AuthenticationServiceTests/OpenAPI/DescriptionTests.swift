import HTTPEdge
import Testing

@testable import AuthenticationService

/// `GET /`.
struct DescriptionTests {
  /// Lines of the head that do not depend on the content.
  static func lines(_ type: String) -> [String] {
    ["Content-Type: \(type)", "Cache-Control: public, max-age=300", "Vary: Accept, Accept-Version"]
      + HeaderLines.crossOrigin
  }

  static let json = "application/json"
  static let yaml = "application/yaml"
  static let page = "text/html; charset=utf-8"

  /// What clients send as `Accept`, and what they get.
  static let accepted: [([String], String)] = [
    ([], json), ([""], json), (["*/*"], json), (["application/*"], json), (["image/png"], json),
    (["application/json"], json),
    (["application/yaml"], yaml), (["text/yaml"], yaml), (["application/x-yaml"], yaml), (["Application/YAML"], yaml),
    (["text/html"], page), (["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"], page),
    (["application/json, application/yaml"], yaml), (["application/yaml;q=0.5, application/json"], json),
    (["application/json;q=0.5", "application/yaml;q=0.6"], yaml), (["text/html,application/yaml;q=0"], page),
    (["application/yaml;q=0"], json), (["application/yaml;q=0, */*;q=0"], json),
    (["*/*, application/yaml;q=0.1"], json),
    (["text/html;q=0.2, application/json;q=0.2"], json),
    (["application/yaml;version=1.2;q=0.9, text/html;q=0.8"], yaml),
    (["application/yamlish"], json), (["text/html;level=1"], page),
    (["*/*, application/json;q=0"], yaml), (["text/*;q=0.9, application/json;q=0.1"], yaml), (["text/*"], yaml),
    (["text/*, text/yaml;q=0"], page), ([String(repeating: "a/b,", count: 64) + "text/html"], json),
    (["application/json;q=0, text/html;q=0.001"], page),
  ]

  @Test(arguments: accepted) func `the form is the one that the client likes best`(
    accept: [String], type: String
  ) async throws {
    let answer = try await TestService().ask("/", accept.map { ("Accept", $0) })
    #expect(answer.status == 200 && answer.lines.prefix(6) == Self.lines(type)[...])
    #expect(answer.values("ETag").count == 1 && answer.values("Last-Modified").count == 1)
  }

  @Test(arguments: [json, yaml, "text/html"]) func `what was kept is not sent again`(type: String) async throws {
    let service = try TestService()
    let first = await service.ask("/", [("Accept", type)])
    let tag = try #require(first.values("ETag").first)
    let date = try #require(first.values("Last-Modified").first)
    #expect(tag.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
    for (name, value) in [
      ("If-None-Match", tag), ("If-None-Match", "*"), ("If-None-Match", "W/\(tag)"), ("If-None-Match", "\"x\", \(tag)"),
    ] {
      let answer = await service.ask("/", [("Accept", type), (name, value)])
      #expect(answer.status == 304 && answer.body.isEmpty, "\(name): \(value)")
      #expect(answer.lines.contains("ETag: \(tag)") && answer.lines.contains("Cache-Control: public, max-age=300"))
      #expect(answer.lines.contains("Vary: Accept, Accept-Version") && answer.carriesRequestID)
      #expect(answer.values("Last-Modified").isEmpty)
    }
    for (name, value) in [
      ("If-None-Match", "\"x\""), ("If-None-Match", tag.replacing("\"", with: "")), ("If-None-Match", ""),
      // Settings change the document without changing its date.
      ("If-Modified-Since", date), ("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT"),
    ] {
      let answer = await service.ask("/", [("Accept", type), (name, value)])
      #expect(answer == first, "\(name): \(value)")
    }
  }

  @Test func `every process tells the same, and every form another thing`() async throws {
    var tags: Set<String> = []
    for type in [Self.json, Self.yaml, "text/html"] {
      let (one, other) = (try TestService(), try TestService())
      let answer = await one.ask("/", [("Accept", type)])
      #expect(await other.ask("/", [("Accept", type)]) == answer)
      tags.formUnion(answer.values("ETag"))
    }
    #expect(tags.count == 3)
  }

  @Test func `other settings make another document`() async throws {
    let tags = try await [TestService().ask("/"), TestService(["API_TITLE": "Mine"]).ask("/")].map { $0.values("ETag") }
    #expect(tags[0] != tags[1])
  }

  @Test func `a page keeps its own content policy in version 2, and everything else has the strict one`() async throws {
    let service = try TestService()
    let page = await service.ask("/", [("Accept", "text/html"), ("Accept-Version", "v2")])
    let policies = page.values("Content-Security-Policy")
    #expect(policies.count == 1 && policies[0].hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!policies[0].contains("unsafe"))
    #expect(page.lines.filter { HeaderLines.v2.contains($0) }.count == 7)
    let json = await service.ask("/", [("Accept-Version", "v2")])
    #expect(json.lines.suffix(8) == HeaderLines.v2[...])
  }

  @Test func `the first answer is written off the event loop, and later ones are at hand`() async throws {
    let service = try TestService()
    guard case .pending(let work) = service.reply(.get, "/", RequestHeaders([])) else {
      Issue.record("the first reply was ready")
      return
    }
    _ = await work()
    guard case .ready = service.reply(.get, "/", RequestHeaders([])) else {
      Issue.record("the second reply was pending")
      return
    }
  }
}
