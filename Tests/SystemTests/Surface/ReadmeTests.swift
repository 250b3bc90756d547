import Foundation
import Testing

/// The lines of README.md that readers paste.
@Suite(.timeLimit(.minutes(2)), .enabled(if: Tool.find("curl") != nil, "curl is not installed"))
struct ReadmeTests {
  /// A command, and the first line of what it prints as the README has it; nil where it has nothing.
  private struct Line {
    let command: String
    let answer: String?
  }

  private static func lines() throws -> [Line] {
    let readme = URL(filePath: #filePath).appending(path: "../../../../README.md").standardized
    let text = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    return text.indices.filter { text[$0].hasPrefix("$ curl ") }.map { index in
      let next = text[index + 1]
      return Line(command: String(text[index].dropFirst(2)), answer: next.hasPrefix("{") ? String(next) : nil)
    }
  }

  /// The names of the members of a JSON object, in their order.
  private static func names(_ text: String) -> [String] {
    text.matches(of: /"(\w+)":/).map { String($0.1) }
  }

  @Test func `every curl line does what it says`() async throws {
    let lines = try Self.lines()
    #expect(lines.count >= 3)
    try await Scene.play { scene in
      var token = ""
      for line in lines {
        let command = line.command.replacing("http://127.0.0.1:8000", with: scene.gateway.base)
          .replacing("http://127.0.0.1:3000", with: scene.service.base)
        let script = "TOKEN='\(token)'; \(command) -w '\\n%{http_code}\\n' | cat"
        // The comment at the end of a line is a comment for the shell, too.
        let told = try await Tool.run(
          URL(filePath: "/bin/bash"), ["-c", script.replacing(/\s+#[^-]*-w/, with: " -w")])
        #expect(told.last == "200", "\(line.command): \(told)")
        guard let answer = line.answer, let body = told.first else { continue }
        let (expected, found) = (Self.names(answer), Self.names(body))
        #expect(expected == found.filter(expected.contains) && !expected.isEmpty, "\(line.command): \(body)")
        if let fresh = body.firstMatch(of: /"access_token":"([^"]+)"/) { token = String(fresh.1) }
      }
    }
  }
}
