import FoundationEssentials
import Testing

/// What docs/sandbox.md says about the recordings.
@Suite struct DocumentationTests {
  private func document() throws -> String {
    let file = URL(filePath: #filePath).appending(path: "../../../docs/sandbox.md").standardized
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test func `the counts of replayed recordings are right`() throws {
    let text = try document()
    let admin = Recording.adminAPI.count
    let proxy = Recording.proxy.count
    let (left, right) = (UnsupportedRecordings.adminAPI.count, UnsupportedRecordings.proxy.count)
    #expect(text.contains("| Admin API | \(admin - left) of \(admin) | \(left) |"))
    #expect(text.contains("| Proxy | \(proxy - right) of \(proxy) | \(right) |"))
  }

  @Test(arguments: UnsupportedRecordings.adminAPI.keys.sorted() + UnsupportedRecordings.proxy.keys.sorted())
  func `what is not replayed is named`(name: String) throws {
    #expect(try document().contains("`\(name)`"))
  }
}
