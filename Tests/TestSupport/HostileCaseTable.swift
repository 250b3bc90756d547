package import FoundationEssentials
import Synchronization

/// A table of hostile cases, and its line in docs/hostile-cases.md, which says how many there are.
package struct HostileCaseTable: Sendable {
  /// The file of the table, as the document names it.
  package let file: String
  package let count: Int

  package init(_ file: String, _ count: Int) {
    self.file = file
    self.count = count
  }

  private static let writing = Mutex(())

  /// docs/hostile-cases.md of this checkout.
  package static var document: URL {
    URL(filePath: #filePath).appending(path: "../../../docs/hostile-cases.md").standardized
  }

  /// The rows of the document: a file, and how many cases it says that there are.
  package static func rows(of document: String) -> [(file: String, count: Int)] {
    document.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|")
      guard cells.count == 3, let count = Int(cells[2].trimmingBlanks), cells[0].contains("`") else { return nil }
      return (String(cells[0].filter { $0 != "`" && $0 != " " }), count)
    }
  }

  /// What the document says of this table's number; nil when it does not know the table.
  ///
  /// `UPDATE_DOCUMENTS` corrects it first.
  package func documented() throws -> Int? {
    try Self.writing.withLock { _ in
      var text = try String(contentsOf: Self.document, encoding: .utf8)
      if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
        text = text.split(separator: "\n", omittingEmptySubsequences: false).map(corrected).joined(separator: "\n")
        try text.write(to: Self.document, atomically: true, encoding: .utf8)
      }
      return Self.rows(of: text).first { $0.file == file }?.count
    }
  }

  private func corrected(_ line: Substring) -> String {
    let cells = line.split(separator: "|")
    guard cells.count == 3, cells[0].contains("`\(file)`") else { return String(line) }
    return "|\(cells[0])|\(cells[1])| \(count) |"
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    drop { $0 == " " }.prefix { $0 != " " }
  }
}
