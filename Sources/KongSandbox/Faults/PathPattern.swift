/// Paths that something applies to: `*` stands for one segment, `**` at the end for any number of them.
package struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  private let segments: [Substring]

  /// Every path.
  package static let all: PathPattern = "/**"

  package init(_ text: String) {
    segments = Substring(text).split(separator: "/")
  }

  package init(stringLiteral text: String) {
    self.init(text)
  }

  package var description: String { "/" + segments.joined(separator: "/") }

  package func matches(_ path: String) -> Bool {
    let candidates = path.split(separator: "/")
    let hasOpenEnd = segments.last == "**"
    let fixed = hasOpenEnd ? segments.dropLast() : segments[...]
    guard hasOpenEnd ? candidates.count >= fixed.count : candidates.count == fixed.count else { return false }
    return zip(fixed, candidates).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
