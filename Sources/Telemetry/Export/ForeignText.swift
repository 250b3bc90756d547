/// What a receiver says of itself, made fit for our log: short, visible, and without what we have told it in confidence.
struct ForeignText: Sendable {
  /// The most characters that are kept.
  private static let limit = 200
  /// Words shorter than this are no secrets, and would be found in every text.
  private static let shortestSecret = 4

  /// Values of headers, and their words: `Bearer` and what follows it are told apart.
  private let secrets: [String]

  init(headers: [(name: String, value: String)]) {
    let words = headers.flatMap { [$0.value] + $0.value.split { " ,;=".contains($0) }.map(String.init) }
    secrets = Set(words.filter { $0.utf8.count >= Self.shortestSecret }).sorted { $0.utf8.count > $1.utf8.count }
  }

  /// The part of a text that may be shown.
  func shown(_ text: String) -> String {
    var visible = ""
    for scalar in text.unicodeScalars {
      visible.unicodeScalars.append(Self.isVisible(scalar) ? scalar : " ")
    }
    for secret in secrets { visible = visible.replacing(secret, with: "***") }
    return String(visible.split(separator: " ").joined(separator: " ").prefix(Self.limit))
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
