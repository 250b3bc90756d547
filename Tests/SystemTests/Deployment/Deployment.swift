import Foundation

/// Files of this checkout that operators take from it.
enum Deployment {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  static let rulesFile = root.appending(path: "deploy/prometheus/authentication-service.rules.yml")
  static let alertTestsFile = root.appending(path: "deploy/prometheus/authentication-service.test.yml")
  static let scrapeFile = root.appending(path: "deploy/prometheus/scrape.yml")

  static func kongFile(_ name: String) -> URL { root.appending(path: "deploy/kong/\(name)") }

  static func rules() throws -> [RuleFile.Rule] {
    RuleFile(try String(contentsOf: rulesFile, encoding: .utf8)).rules
  }

  static func dashboard() throws -> Dashboard {
    let file = root.appending(path: "deploy/grafana/authentication-service.json")
    return try JSONDecoder().decode(Dashboard.self, from: Data(contentsOf: file))
  }

  /// The headings of docs/operate.md, as links name them.
  static func anchors() throws -> [String] {
    try String(contentsOf: root.appending(path: "docs/operate.md"), encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("#") }
      .map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased().filter {
          $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
        }
        .replacing(" ", with: "-")
      }
  }
}
