@testable import AuthenticationService

extension JSONOutput {
  /// The value of a member.
  subscript(name: String) -> JSONOutput? { members?.first { $0.name == name }?.value }

  /// The value at the end of a path of members.
  subscript(path: [String]) -> JSONOutput? { path.reduce(self as JSONOutput?) { $0?[$1] } }

  /// All `$ref` in it.
  var references: [String] {
    switch self {
    case .object(let members):
      members.flatMap { member -> [String] in
        if member.name == "$ref", case .string(let target) = member.value { return [target] }
        return member.value.references
      }
    case .array(let items): items.flatMap(\.references)
    case .null, .bool, .integer, .hundredths, .string: []
    }
  }
}

extension [String] {
  /// The same without those that have been there before.
  var unique: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
