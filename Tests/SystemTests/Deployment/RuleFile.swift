import Foundation

/// The rules of deploy/prometheus, as far as their form is ours: each key of a rule on a line of its own.
struct RuleFile {
  struct Rule {
    /// Of the series that it records; nil for an alert.
    var record: String?
    var alert: String?
    var expression = ""
    /// Names of the labels that it adds.
    var labels: [String] = []
    var runbook: String?
    var severity: String?
  }

  private(set) var rules: [Rule] = []

  init(_ text: String) {
    var isWithinExpression = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let content = line.drop { $0 == " " || $0 == "-" }
      let indentation = line.prefix { $0 == " " }.count
      if isWithinExpression, indentation >= 10 {
        rules[rules.count - 1].expression += line + "\n"
        continue
      }
      isWithinExpression = false
      guard let colon = content.firstIndex(of: ":"), !content.hasPrefix("#") else { continue }
      let value = String(content[content.index(after: colon)...].drop { $0 == " " })
      switch content[..<colon] {
      case "record": rules.append(Rule(record: value))
      case "alert": rules.append(Rule(alert: value))
      case "expr" where value == "|": isWithinExpression = true
      case "expr": rules[rules.count - 1].expression = value
      case "labels":
        rules[rules.count - 1].labels = value.matches(of: /([a-z]+):/).map { String($0.output.1) }
        rules[rules.count - 1].severity = value.firstMatch(of: /severity: ([a-z]+)/).map { String($0.output.1) }
      case "runbook_url": rules[rules.count - 1].runbook = value
      default: break
      }
    }
  }
}
