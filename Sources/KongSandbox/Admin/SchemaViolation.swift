/// One thing that is wrong with an entity that a client sent.
struct SchemaViolation: Equatable {
  enum Subject: Equatable {
    case field(String)
    /// An element of a set, counted from 1 as Lua does.
    case element(String, Int)
    /// Several fields taken together.
    case entity
  }

  var subject: Subject
  var text: String

  /// The violation as one part of Kong's message.
  var sentence: String {
    switch subject {
    case .field(let name): "\(name): \(text)"
    case .element(let name, let index): "\(name).\(index): \(text)"
    case .entity: text
    }
  }
}

extension [SchemaViolation] {
  /// Kong's answer: every violation in one message, sorted, and once more per field.
  ///
  /// - Parameter isPositional: whether the client sent an array, whose indices then stand for field names.
  func document(isPositional: Bool) -> JSONValue {
    let heading = count == 1 ? "schema violation" : "\(count) schema violations"
    return [
      "message": .string("\(heading) (\(map(\.sentence).sorted().joined(separator: "; ")))"),
      "fields": isPositional ? .array(map { .string($0.text) }) : .object(fields),
      "code": .integer(2),
      "name": "schema violation",
    ]
  }

  private var fields: JSONObject {
    var fields = JSONObject()
    for violation in self {
      switch violation.subject {
      case .field(let name):
        fields[name] = .string(violation.text)
      case .element(let name, let index):
        fields[name] = .array(Array<JSONValue>(repeating: .null, count: index - 1) + [.string(violation.text)])
      case .entity:
        fields["@entity"] = [.string(violation.text)]
      }
    }
    return fields
  }
}
