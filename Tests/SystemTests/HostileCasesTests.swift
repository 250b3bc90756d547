import TestSupport
import Testing

/// The hostile cases of this target, as docs/hostile-cases.md counts them.
struct HostileCasesTests {
  static let tables = [
    HostileCaseTable(
      "Tests/SystemTests/Hostility/HostileConsumerTests.swift",
      HostileConsumerTests.asked.count + HostileConsumerTests.refused.count),
    HostileCaseTable("Tests/SystemTests/Hostility/SlowClientTests.swift", SlowClientTests.slow.count + 2),
  ]

  @Test(arguments: tables) func `the document says how many there are`(table: HostileCaseTable) throws {
    #expect(try table.documented() == table.count)
  }
}
