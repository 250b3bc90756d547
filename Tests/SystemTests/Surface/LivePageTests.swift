import Foundation
import RedisTestSupport
import Testing

/// The live page in a browser, with real traffic behind it.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Tool.chromium != nil, "chromium is not installed"))
struct LivePageTests {
  private static let routes = """
    Object.fromEntries([...document.querySelectorAll('#routes tr')].map((row) => [...row.cells].map((cell) => cell.textContent))\
    .map((cells) => [cells[0], cells[1] + ' ' + cells[3]]))
    """

  /// What the page says of the routes of tokens once it has seen this many requests.
  private static func tokens(_ count: Int) -> String {
    "(() => { const all = \(routes); const text = all['/tokens']; return text && text.startsWith('\(count) ') ? text : false; })()"
  }

  /// Makes a known number of requests; what `/metrics` counts of them by class of the status.
  private static func play(_ scene: Scene) async throws -> [String: Int] {
    for _ in 1...7 { _ = try await scene.gateway.get("/tokens", [("apikey", "alice-api-key")]) }
    for _ in 1...5 { _ = try await scene.service.get("/tokens") }
    let text = try await scene.service.get("/metrics?format=prometheus").body
    let pattern = /http_requests_by_status_total\{[^}]*route="\/tokens",[^}]*status_class="(\w+)"[^}]*\} (\d+)/
    return Dictionary(text.matches(of: pattern).map { (String($0.1), Int($0.2) ?? 0) }, uniquingKeysWith: +)
  }

  @Test func `the numbers on it are those of the metrics, and it goes on by itself`() async throws {
    try await Scene.play { scene in
      let counted = try await Self.play(scene)
      let total = counted.values.reduce(0, +)
      #expect(total == 12)
      let told = try await Tool.visit(
        "http://127.0.0.1:\(scene.port)/admin",
        [
          Self.tokens(total), "document.getElementById('headline').textContent",
          "document.getElementById('link').dataset.state === 'live'",
          // Another request is seen without anybody's doing.
          "fetch('/tokens').then(() => true)", Self.tokens(total + 1),
        ])
      let classes = counted.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      #expect(
        told.filter { !$0.contains("401") || !$0.hasPrefix("CONSOLE") } == [
          "\"\(total) \(classes)\"", "\"The service is well\"", "true", "true",
          "\"\(total + 1) \(classes.replacing("4xx: 5", with: "4xx: 6"))\"",
        ])
    }
  }

  @Test func `with a token it asks for it, says when it is another one, and shows the same`() async throws {
    try await Scene.play(["MANAGEMENT_TOKEN": "operators"]) { scene in
      let total = try await Self.play(scene).values.reduce(0, +)
      func enter(_ token: String) -> String {
        """
        document.getElementById('ask').hidden ? false : (document.getElementById('token').value = '\(token)', \
        document.querySelector('#ask button').click(), 'entered')
        """
      }
      let told = try await Tool.visit(
        "http://127.0.0.1:\(scene.port)/admin",
        [
          "getComputedStyle(document.getElementById('main')).display === 'none' && !document.getElementById('ask').hidden",
          enter("wrong"), "document.getElementById('ask-text').textContent.includes('not the token') && 'refused'",
          enter("operat€rs"), "document.getElementById('token').validity.patternMismatch && 'no token'",
          enter("operators"), Self.tokens(total), "document.getElementById('ask').hidden",
        ])
      let shown = told.filter { !$0.hasPrefix("CONSOLE") }
      let entries = ["true", "\"entered\"", "\"refused\"", "\"entered\"", "\"no token\"", "\"entered\""]
      #expect(shown.prefix(6) == entries[...], "\(told)")
      #expect(shown.dropFirst(6).first?.hasPrefix("\"\(total) ") == true && shown.last == "true", "\(told)")
      // Refusals are noted by browsers; nothing else is.
      #expect(told.filter { $0.hasPrefix("CONSOLE") }.allSatisfy { $0.contains("401") }, "\(told)")
    }
  }

  @Test func `it says when the service has gone`() async throws {
    try await Scene.play { scene in
      async let told = Tool.visit(
        "http://127.0.0.1:\(scene.port)/admin",
        [
          "document.getElementById('link').dataset.state === 'live'", "fetch('/health').then(() => true)",
          "document.getElementById('link').dataset.state === 'lost' && document.body.classList.contains('stale')",
          "document.getElementById('headline').textContent",
          "document.getElementById('since').textContent.endsWith(': The service is well')",
        ])
      // The page has asked for something: it is there.
      while try await !scene.service.get("/metrics?format=prometheus").body.contains(
        "http_requests_total{method=\"GET\",route=\"/health\"")
      {
        await Task.yield()
      }
      await scene.stopService()
      #expect(
        try await told.filter { !$0.hasPrefix("CONSOLE") }
          == ["true", "true", "true", "\"No connection to the service\"", "true"])
    }
  }

  @Test func `it says why the service does not tell it anything`() async throws {
    try await Scene.play { scene in
      let told = try await withThrowingTaskGroup(of: Void.self) { group in
        // More than there is room for.
        for _ in 1...32 {
          group.addTask {
            try? await RawConnection.open(port: scene.port) { connection in
              try await connection.request("GET", "/admin/live")
              while true { try await connection.readMore() }
            }
          }
        }
        _ = try await eventually({ try await scene.service.get("/admin/live?samples=1").status }) { $0 == 503 }
        defer { group.cancelAll() }
        return try await Tool.visit(
          "http://127.0.0.1:\(scene.port)/admin",
          ["document.getElementById('headline').textContent.startsWith('There are 16') && document.title"])
      }
      #expect(told.filter { !$0.hasPrefix("CONSOLE") } == ["\"\\u2715 refused with status 503\""])
    }
  }
}

extension Tool {
  /// Opens a page in a headless browser, waits for one thing after the other to be so, and tells what it was.
  static func visit(_ address: String, _ steps: [String]) async throws -> [String] {
    let script = Bundle.module.bundleURL.appending(path: "Fixtures/browse.py").path
    return try await run(
      URL(filePath: Executable.python), [script, #require(chromium).path, address] + steps)
  }
}
