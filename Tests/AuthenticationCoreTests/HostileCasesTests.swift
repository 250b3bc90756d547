import TestSupport
import Testing

/// The hostile cases of this target, as docs/hostile-cases.md counts them.
struct HostileCasesTests {
  static let tables = [
    HostileCaseTable(
      "Tests/AuthenticationCoreTests/Tokens/TokenAttackTests.swift",
      `An attack by token`.forged.count + `An attack by token`.claimed.count),
    HostileCaseTable(
      "Tests/AuthenticationCoreTests/Tokens/TokenHeaderTests.swift", refused(`The header of a token`.cases)),
    HostileCaseTable("Tests/AuthenticationCoreTests/Tokens/TokenKeyTests.swift", refused(`The key of a token`.cases)),
    HostileCaseTable(
      "Tests/AuthenticationCoreTests/Tokens/TokenPayloadTests.swift", refused(`The payload of a token`.cases)),
    HostileCaseTable(
      "Tests/AuthenticationCoreTests/Tokens/TokenShapeTests.swift", refused(`The shape of a token`.cases)),
    HostileCaseTable("Tests/AuthenticationCoreTests/Tokens/TokenTimeTests.swift", refused(`The time of a token`.cases)),
  ]

  private static func refused(_ cases: [TokenCase]) -> Int {
    cases.count { $0.fault != nil }
  }

  @Test(arguments: tables) func `the document says how many there are`(table: HostileCaseTable) throws {
    #expect(try table.documented() == table.count)
  }
}
