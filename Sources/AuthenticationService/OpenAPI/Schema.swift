/// A JSON Schema (2020-12), as OpenAPI 3.1 has it, together with an example that it describes.
///
/// Both are put together from the same members, so that an example cannot tell another story than its schema.
struct Schema: Sendable {
  /// The schema.
  let json: JSONOutput
  let example: JSONOutput
  /// Whether an object must have it as a member.
  private(set) var isRequired = true
  /// Whether the example of an object has it as a member.
  private var isShown = true

  init(_ members: [JSONMember], example: JSONOutput) {
    json = .object(members)
    self.example = example
  }
}

// MARK: Scalars

extension Schema {
  /// A text.
  static func string(_ example: String, _ meaning: String? = nil, pattern: String? = nil) -> Schema {
    Schema(
      [JSONMember("type", "string")] + member("pattern", pattern) + member("description", meaning),
      example: .string(example))
  }

  /// A time of UTC with milliseconds (RFC 3339).
  static func time(_ meaning: String? = nil) -> Schema {
    Schema(
      [JSONMember("type", "string"), JSONMember("format", "date-time")] + member("description", meaning),
      example: "2026-01-15T12:00:00.000Z")
  }

  /// The id of a request, as in `X-Request-Id`.
  static let requestID = string(
    "6f1e8a52-3c0d-4d7a-9a55-0d3f3f1c2b7e", "As in `X-Request-Id`.", pattern: "^[A-Za-z0-9._-]{1,128}$")

  /// A duration in words, such as `4.21ms`.
  static func duration(_ example: String, _ meaning: String? = nil) -> Schema {
    string(example, meaning, pattern: #"^(\d+(\.\d{1,2})?(ms|s)|\d+m( \d+s)?)$"#)
  }

  /// One of several texts.
  static func choice(_ example: String, of words: [String], _ meaning: String? = nil) -> Schema {
    Schema(
      [JSONMember("type", "string"), JSONMember("enum", .array(words.map(JSONOutput.string)))]
        + member("description", meaning), example: .string(example))
  }

  /// A whole number that is not negative.
  static func count(_ example: Int, _ meaning: String? = nil) -> Schema {
    Schema(
      [JSONMember("type", "integer"), JSONMember("minimum", 0)] + member("description", meaning),
      example: .integer(example))
  }

  /// A number, with hundredths at most.
  static func number(_ example: Int, _ meaning: String? = nil) -> Schema {
    Schema([JSONMember("type", "number")] + member("description", meaning), example: .integer(example))
  }

  static func bool(_ example: Bool, _ meaning: String? = nil) -> Schema {
    Schema([JSONMember("type", "boolean")] + member("description", meaning), example: .bool(example))
  }

  private static func member(_ name: String, _ value: String?) -> [JSONMember] {
    value.map { [JSONMember(name, .string($0))] } ?? []
  }
}

// MARK: What has parts

extension Schema {
  /// An object with these members in this order.
  static func object(_ members: KeyValuePairs<String, Schema>, _ more: KeyValuePairs<String, Schema> = [:]) -> Schema {
    object(Array(members) + Array(more))
  }

  private static func object(_ members: [(key: String, value: Schema)]) -> Schema {
    let required = members.filter(\.value.isRequired).map { JSONOutput.string($0.key) }
    return Schema(
      [
        JSONMember("type", "object"),
        JSONMember("properties", .object(members.map { JSONMember($0.key, $0.value.json) })),
      ] + (required.isEmpty ? [] : [JSONMember("required", .array(required))]),
      example: .object(members.filter(\.value.isShown).map { JSONMember($0.key, $0.value.example) }))
  }

  /// An object whose members have names that are not known beforehand.
  static func map(_ example: String, to value: Schema) -> Schema {
    Schema(
      [JSONMember("type", "object"), JSONMember("additionalProperties", value.json)],
      example: .object([JSONMember(example, value.example)]))
  }

  static func array(of item: Schema, isEmpty: Bool = false) -> Schema {
    Schema(
      [JSONMember("type", "array"), JSONMember("items", item.json)], example: .array(isEmpty ? [] : [item.example]))
  }

  /// One of two kinds; the example is of the first.
  static func either(_ first: Schema, or second: Schema) -> Schema {
    Schema([JSONMember("anyOf", .array([first.json, second.json]))], example: first.example)
  }

  /// Another one by name.
  static func of(_ component: SchemaComponent) -> Schema {
    Schema([JSONMember("$ref", .string(component.reference))], example: component.schema.example)
  }
}

// MARK: Presence

extension Schema {
  /// The same object, which has members besides.
  var andMore: Schema {
    Schema((json.members ?? []) + [JSONMember("additionalProperties", .bool(true))], example: example)
  }

  /// The same, which an object may leave out, as examples do.
  var ifPresent: Schema {
    var copy = usually
    copy.isShown = false
    return copy
  }

  /// The same, which an object may leave out, and mostly has.
  var usually: Schema {
    var copy = self
    copy.isRequired = false
    return copy
  }

  /// The same, or null; the example is null where there is nothing yet.
  var orNull: Schema { .either(Schema([JSONMember("type", "null")], example: .null), or: self) }
}

/// A schema with a name, under `#/components/schemas`.
struct SchemaComponent: Sendable {
  let name: String
  let schema: Schema

  init(_ name: String, _ schema: Schema) {
    self.name = name
    self.schema = schema
  }

  var reference: String { "#/components/schemas/\(name)" }
}
