import AuthenticationCore

/// JSON to be written, with the members of objects in the order in which they stand here.
enum JSONOutput: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number of hundredths, written without trailing zeros.
  case hundredths(Int)
  case string(String)
  case array([JSONOutput])
  case object([JSONMember])

  /// The text without white space.
  var compact: [UInt8] {
    var output: [UInt8] = []
    write(to: &output, indentation: nil)
    return output
  }

  /// The text with two spaces per level, as `JSON.stringify(value, null, 2)` writes it.
  var pretty: [UInt8] {
    var output: [UInt8] = []
    write(to: &output, indentation: 0)
    return output
  }

  private func write(to output: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.append(contentsOf: "\(value)".utf8)
    case .hundredths(let value): output.append(contentsOf: DurationText.decimal(value).utf8)
    case .string(let value): JSONText.append(value, to: &output)
    case .array(let items):
      Self.write(items, between: ("[", "]"), to: &output, indentation: indentation) { item, output, inner in
        item.write(to: &output, indentation: inner)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &output, indentation: indentation) { member, output, inner in
        JSONText.append(member.name, to: &output)
        output.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
        member.value.write(to: &output, indentation: inner)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to output: inout [UInt8], indentation: Int?,
    _ writeItem: (Item, inout [UInt8], Int?) -> Void
  ) {
    output.append(contentsOf: brackets.0.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(indentation.map { $0 + 2 }, in: &output)
      writeItem(item, &output, indentation.map { $0 + 2 })
    }
    if !items.isEmpty { breakLine(indentation, in: &output) }
    output.append(contentsOf: brackets.1.utf8)
  }

  private static func breakLine(_ indentation: Int?, in output: inout [UInt8]) {
    guard let indentation else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }
}

/// One member of an object to be written.
struct JSONMember: Sendable, Equatable {
  let name: String
  let value: JSONOutput

  init(_ name: String, _ value: JSONOutput) {
    self.name = name
    self.value = value
  }
}

extension JSONOutput: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSONOutput)...) {
    self = .object(elements.map { JSONMember($0, $1) })
  }
}

extension JSONOutput: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONOutput: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) {
    self = .integer(value)
  }
}

extension JSONOutput: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: JSONOutput...) {
    self = .array(elements)
  }
}
