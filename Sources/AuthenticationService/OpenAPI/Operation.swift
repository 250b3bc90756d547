/// What documents say about one route.
struct Operation: Sendable {
  /// The groups in which documents show routes, in their order.
  enum Tag: String, CaseIterable, Sendable {
    case authentication = "Authentication"
    case health = "Health"
    case metrics = "Metrics"
    case administration = "Administration"
    case debug = "Debug"
    case profiling = "Profiling"
    case documentation = "Documentation"
  }

  /// How a request says who it is from.
  enum Security: String, CaseIterable, Sendable {
    case gateway, bearerToken, managementToken
  }

  /// Unique, in camel case, such as `issueToken`.
  let id: String
  let tag: Tag
  /// A few words.
  let summary: String
  /// Sentences, in CommonMark.
  let description: String
  let parameters: [Parameter]
  /// All that it takes together.
  let security: [Security]
  /// What it answers with, besides what every operation may answer with.
  let answers: [OperationAnswer]
  /// Whether some of what it answers is for operators alone, who are asked for their token then.
  let isPartlyForOperators: Bool

  init(
    _ id: String, _ tag: Tag, _ summary: String, _ description: String, parameters: [Parameter] = [],
    security: [Security] = [], isPartlyForOperators: Bool = false, answers: [OperationAnswer]
  ) {
    self.id = id
    self.tag = tag
    self.summary = summary
    self.description = description
    self.parameters = parameters
    self.security = security
    self.answers = answers
    self.isPartlyForOperators = isPartlyForOperators
  }
}

/// Something that a request may, or must, carry.
struct Parameter: Sendable {
  /// The texts that it may be, when they can be listed, but for the empty one.
  var choices: [String] {
    guard case .object(let members) = schema.json,
      case .array(let words)? = members.first(where: { $0.name == "enum" })?.value
    else { return [] }
    return words.compactMap { if case .string(let word) = $0, !word.isEmpty { word } else { nil } }
  }

  /// The meaning and the choices, in CommonMark.
  var words: String {
    choices.isEmpty ? meaning : meaning + " One of " + choices.map { "`\($0)`" }.joined(separator: ", ") + "."
  }

  enum Place: String, Sendable {
    case query, header, path
  }

  let name: String
  let place: Place
  let isRequired: Bool
  let meaning: String
  let schema: Schema

  init(_ name: String, in place: Place, isRequired: Bool = false, _ meaning: String, _ schema: Schema) {
    self.name = name
    self.place = place
    self.isRequired = isRequired
    self.meaning = meaning
    self.schema = schema
  }
}
