import Testing

/// One row of a table: a request's headers, and the problem that they lead to; nil for success.
struct Case: Sendable, CustomTestStringConvertible {
  typealias Headers = [(name: String, value: String)]

  let name: String
  let headers: Headers
  let problem: Problem?

  init(_ name: String, _ headers: Headers, _ problem: Problem? = nil) {
    self.name = name
    self.headers = headers
    self.problem = problem
  }

  var testDescription: String { name }
}

extension Case {
  static let id = (name: "X-Consumer-ID", value: "alice-id")
  static let username = (name: "X-Consumer-Username", value: "alice")
  static let anonymous = (name: "X-Anonymous-Consumer", value: "true")

  /// Header lines of these names and values.
  static func fields(_ pairs: KeyValuePairs<String, String>) -> Headers {
    pairs.map { (name: $0.key, value: $0.value) }
  }

  static func text(_ count: Int, of character: Character = "x") -> String {
    String(repeating: character, count: count)
  }
}
