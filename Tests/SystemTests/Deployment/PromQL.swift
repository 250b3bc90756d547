/// As much of PromQL as it takes to see which series an expression reads, and which labels it relies on.
struct PromQL {
  /// A name of a metric and the labels in the braces behind it.
  struct Selector: Equatable {
    let metric: String
    var labels: [String] = []
  }

  private(set) var selectors: [Selector] = []
  /// Labels of `by (...)` and the like.
  private(set) var groupings: [String] = []

  private static let groupingWords = ["by", "without", "on", "ignoring", "group_left", "group_right"]
  private static let words = groupingWords + ["and", "or", "unless", "bool", "offset", "inf", "nan"]

  init(_ expression: String) {
    // Neither strings nor ranges name anything.
    let text = expression.replacing(/"[^"]*"/, with: "\"\"").replacing(/\[[^\]]*\]/, with: "")
    var rest = text[...]
    while let match = rest.firstMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) {
      let before = rest[..<match.range.lowerBound].last
      let name = String(match.output)
      rest = rest[match.range.upperBound...]
      let next = rest.drop(while: \.isWhitespace)
      if before?.isNumber == true || name.hasPrefix("__") { continue }
      if Self.groupingWords.contains(name) {
        (groupings, rest) = take(next, between: "(", and: ")", after: groupings)
      } else if next.first == "{" {
        let (labels, end) = take(next, between: "{", and: "}", after: [])
        selectors.append(Selector(metric: name, labels: labels))
        rest = end
      } else if next.first != "(", !Self.words.contains(name), !Self.isGrouping(next) {
        selectors.append(Selector(metric: name))
      }
    }
  }

  /// Whether what follows a name makes it an aggregation: `sum by (...)`.
  private static func isGrouping(_ text: Substring) -> Bool {
    text.prefixMatch(of: /(by|without)\s*\(/) != nil
  }

  /// The names of a list in parentheses or braces, behind what is known, and what follows the list.
  private func take(
    _ text: Substring, between open: Character, and close: Character, after known: [String]
  ) -> ([String], Substring) {
    guard text.first == open, let end = text.firstIndex(of: close) else { return (known, text) }
    let names = text[text.index(after: text.startIndex)..<end].split(separator: ",").map { item in
      String(item.prefix { !"=!~".contains($0) }).filter { !$0.isWhitespace }
    }
    return (known + names, text[text.index(after: end)...])
  }
}
