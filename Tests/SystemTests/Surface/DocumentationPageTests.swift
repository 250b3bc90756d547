import Foundation
import RedisTestSupport
import Testing

/// The page that `GET /` is for people, in a browser.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Tool.chromium != nil, "chromium is not installed"))
struct DocumentationPageTests {
  @Test func `a browser shows every operation, and nothing is refused or fetched from elsewhere`() async throws {
    try await Scene.play { scene in
      let base = "http://127.0.0.1:\(scene.port)"
      let document = try await Client(base: base).get("/", [("Accept", "application/json")]).body
      let operations = document.matches(of: /"operationId": "(\w+)"/).map { String($0.1) }
      let shown = try await Tool.browse("\(base)/")
      let text = shown.joined(separator: "\n")
      #expect(operations.count > 10)
      for operation in operations { #expect(text.contains("<section id=\"\(operation)\">"), "\(operation)") }
      #expect(text.contains("<title>Authentication Service API</title>"))
      // What a browser does not do it says on its console.
      #expect(!shown.contains { $0.contains("CONSOLE") }, "\(shown.filter { $0.contains("CONSOLE") })")
      #expect(text.firstMatch(of: /(src|href)="(?!#)/) == nil && !text.contains("<script"))
    }
  }
}

extension Tool {
  static var chromium: URL? { find("chromium") }

  /// What a headless browser makes of a page: its document, and lines of the console.
  static func browse(_ address: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    return try await run(
      #require(chromium),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        "--user-data-dir=\(folder.url.path)", "--dump-dom", address,
      ])
  }
}
