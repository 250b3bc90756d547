import FoundationEssentials
import HTTPEdge
import Testing

@testable import AuthenticationService

/// What is written down about the API.
struct APIReferenceTests {
  /// A file of this checkout.
  private static func file(_ path: String) -> URL {
    URL(filePath: #filePath).appending(path: "../../../../" + path).standardized
  }

  private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil

  @Test func `docs/api.md is what the route table says`() throws {
    let document = Self.file("docs/api.md")
    if Self.isUpdating { try APIReference.markdown.write(to: document, atomically: true, encoding: .utf8) }
    let written = try String(contentsOf: document, encoding: .utf8)
    #expect(written == APIReference.markdown, "docs/api.md is not current: run `make generate`")
  }

  @Test func `the date of the description is that of its last change`() throws {
    let configuration = try ServiceConfiguration.load(["MANAGEMENT_TOKEN": "operators"])
    let digest = Representation(OpenAPIDocument(configuration, at: .general), as: .json).validators.tag.opaque
    if Self.isUpdating {
      // What is written counts from the next build.
      return digest == DocumentRevision.digest ? () : try Self.rewriteRevision(digest)
    }
    #expect(digest == DocumentRevision.digest, "DocumentRevision.swift is not current: run `make generate`")
  }

  private static func rewriteRevision(_ digest: String) throws {
    let source = file("Sources/AuthenticationService/OpenAPI/DocumentRevision.swift")
    let today = Int(WallClock.system.seconds()) / 86_400 * 86_400
    var digits = "\(today)"
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert("_", at: digits.index(digits.startIndex, offsetBy: place))
    }
    try String(contentsOf: source, encoding: .utf8)
      .replacing(/time = [0-9_]+/, with: "time = \(digits)")
      .replacing(/digest = "[0-9a-f]*"/, with: "digest = \"\(digest)\"")
      .write(to: source, atomically: true, encoding: .utf8)
  }
}
