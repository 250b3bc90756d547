import Foundation
import HostileInput
import TestSupport
import Testing

/// docs/hostile-cases.md, which has a number for each table of hostile cases.
struct HostileCasesTests {
  @Test func `the document says how many files the corpora have`() throws {
    let table = HostileCaseTable("Fuzzing", HostileInput.allCases.map { Corpus.files(of: $0).count }.reduce(0, +))
    #expect(try table.documented() == table.count)
  }

  @Test func `there are enough of them, in tables that exist`() throws {
    let document = HostileCaseTable.document
    let rows = HostileCaseTable.rows(of: try String(contentsOf: document, encoding: .utf8))
    #expect(rows.count == 14)
    #expect(rows.map(\.count).reduce(0, +) >= 500)
    for row in rows {
      let url = document.appending(path: "../../\(row.file)").standardized
      #expect(FileManager.default.fileExists(atPath: url.path), "\(row.file)")
    }
  }
}
