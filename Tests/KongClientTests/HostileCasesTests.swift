import TestSupport
import Testing

/// The hostile cases of this target, as docs/hostile-cases.md counts them.
struct HostileCasesTests {
  static let tables = [
    HostileCaseTable(
      "Tests/KongClientTests/ConsumerIDOnTheWireTests.swift",
      `Consumer id on the wire`.segments.count { $0.id != $0.segment }),
    HostileCaseTable(
      "Tests/KongClientTests/HostileAnswerTests.swift",
      `Hostile answer`.bodies.count + `Hostile answer`.lists.count(where: isNotSigned) + `Hostile answer`.bytes.count),
  ]

  private static func isNotSigned(_ row: (what: String, body: String, conclusion: Conclusion)) -> Bool {
    if case .signs = row.conclusion { false } else { true }
  }

  @Test(arguments: tables) func `the document says how many there are`(table: HostileCaseTable) throws {
    #expect(try table.documented() == table.count)
  }
}
