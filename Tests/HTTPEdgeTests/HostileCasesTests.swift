import TestSupport
import Testing

/// The hostile cases of this target, as docs/hostile-cases.md counts them.
struct HostileCasesTests {
  static let tables = [
    HostileCaseTable("Tests/HTTPEdgeTests/Wire", WireCase.hostile.count)
  ]

  @Test(arguments: tables) func `the document says how many there are`(table: HostileCaseTable) throws {
    #expect(try table.documented() == table.count)
  }
}
