import FoundationEssentials
import Telemetry
import Testing

@testable import AuthenticationService

struct MetricsReferenceTests {
  /// docs/metrics.md of this checkout.
  private var document: URL {
    URL(filePath: #filePath).appending(path: "../../../../docs/metrics.md").standardized
  }

  @Test func `the reference is what the declarations say`() throws {
    let reference = MetricsReference.markdown
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try reference.write(to: document, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: document, encoding: .utf8)
    #expect(written == reference, "docs/metrics.md is not current: run `make generate`")
  }

  @Test func `every instrument is declared once, and says what it measures`() {
    let instruments = ServiceMetrics.all.flatMap(\.instruments)
    #expect(Set(instruments.map(\.name)).count == instruments.count)
    #expect(instruments.allSatisfy { $0.summary.hasSuffix(".") && !$0.unit.isEmpty })
  }
}
