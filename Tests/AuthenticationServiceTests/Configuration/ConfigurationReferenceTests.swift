import AuthenticationService
import FoundationEssentials
import Testing

struct ConfigurationReferenceTests {
  /// docs/configuration.md of this checkout.
  private var document: URL {
    URL(filePath: #filePath).appending(path: "../../../../docs/configuration.md").standardized
  }

  @Test func `the reference is what the declarations say`() throws {
    let reference = ConfigurationReference.markdown
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try reference.write(to: document, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: document, encoding: .utf8)
    #expect(written == reference, "docs/configuration.md is not current: run `make generate`")
  }

  @Test func `every variable is declared once`() {
    let variables = ServiceConfiguration.declarations.compactMap(\.variable)
    #expect(Set(variables).count == variables.count)
    let keys = ServiceConfiguration.declarations.map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}
