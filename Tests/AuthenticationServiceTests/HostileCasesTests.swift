import TestSupport
import Testing

/// The hostile cases of this target, as docs/hostile-cases.md counts them.
struct HostileCasesTests {
  static let tables = [
    HostileCaseTable(
      "Tests/AuthenticationServiceTests/Management/CacheAdministrationTests.swift",
      CacheAdministrationTests.names.count - 4 + CacheAdministrationTests.noNames.count),
    HostileCaseTable(
      "Tests/AuthenticationServiceTests/Tokens/ConsumerHeaderTests.swift",
      ConsumerHeaderTests.refused.count + ConsumerHeaderTests.notText.count + ConsumerHeaderTests.lookalikes.count),
  ]

  @Test(arguments: tables) func `the document says how many there are`(table: HostileCaseTable) throws {
    #expect(try table.documented() == table.count)
  }
}
