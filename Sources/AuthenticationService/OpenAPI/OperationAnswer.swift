import AuthenticationCore

/// What an operation may answer with under one status.
struct OperationAnswer: Sendable {
  /// Content of one media type.
  struct Content: Sendable {
    /// An example with a name.
    struct Example: Sendable {
      let name: String
      let json: JSONOutput
    }

    let type: String
    let schema: Schema
    let examples: [Example]
  }

  let status: Int
  private(set) var meaning: String
  /// Header fields besides those of every answer.
  private(set) var fields: [AnswerField]
  private(set) var contents: [Content]
  /// The name of an answer that many operations share; nil for one's own.
  private(set) var component: String?

  init(
    _ status: Int, _ meaning: String, fields: [AnswerField] = [], _ contents: [Content] = [], component: String? = nil
  ) {
    self.status = status
    self.component = component
    self.meaning = meaning
    self.fields = fields
    self.contents = contents
  }

  /// A JSON document.
  ///
  /// - Parameter example: in place of the schema's own.
  static func json(
    _ meaning: String, status: Int = 200, fields: [AnswerField] = [], _ component: SchemaComponent,
    example: JSONOutput? = nil
  ) -> OperationAnswer {
    OperationAnswer(status, meaning, fields: fields, [.json(component, example: example)])
  }

  /// The same with what another one of the same status says.
  func merged(with other: OperationAnswer) -> OperationAnswer {
    var copy = self
    copy.component = nil
    if !meaning.contains(other.meaning) { copy.meaning += " " + other.meaning }
    for field in other.fields where !fields.contains(field) { copy.fields.append(field) }
    for content in other.contents { copy.add(content) }
    return copy
  }

  private mutating func add(_ content: Content) {
    guard let index = contents.firstIndex(where: { $0.type == content.type }) else { return contents.append(content) }
    let known = contents[index]
    let names = known.examples.map(\.name)
    contents[index] = Content(
      type: known.type, schema: known.schema,
      examples: known.examples + content.examples.filter { !names.contains($0.name) })
  }
}

extension OperationAnswer.Content {
  static func json(_ component: SchemaComponent, example: JSONOutput? = nil) -> OperationAnswer.Content {
    OperationAnswer.Content(
      type: "application/json", schema: .of(component),
      examples: [Example(name: component.name, json: example ?? component.schema.example)])
  }

  static func text(_ type: String, _ example: String) -> OperationAnswer.Content {
    let schema = Schema.string(example)
    return OperationAnswer.Content(type: type, schema: schema, examples: [Example(name: "text", json: schema.example)])
  }
}

/// A header field of an answer.
enum AnswerField: String, CaseIterable, Sendable {
  case requestID = "X-Request-Id"
  case retryAfter = "Retry-After"
  case entityTag = "ETag"
  case lastModified = "Last-Modified"
  case challenge = "WWW-Authenticate"
  case rateLimit = "RateLimit"
  case rateLimitPolicy = "RateLimit-Policy"

  var meaning: String {
    switch self {
    case .requestID: "The id of this exchange: the client's own if it sent a usable one, else a new UUID."
    case .retryAfter: "Seconds after which it makes sense to ask again (RFC 9110, section 10.2.3)."
    case .entityTag: "A strong validator of the content (RFC 9110, section 8.8.3)."
    case .lastModified: "When this version of the description was made (RFC 9110, section 8.8.2)."
    case .challenge: "What is asked for (RFC 9110, section 11.6.1)."
    case .rateLimit:
      "Where `RATE_LIMIT_PER_CONSUMER` is set: requests that are left, and seconds until all of them are there again."
    case .rateLimitPolicy:
      "Where `RATE_LIMIT_PER_CONSUMER` is set: requests that a consumer may make, and within how many seconds."
    }
  }

  var schema: Schema {
    switch self {
    case .requestID: .requestID
    case .retryAfter: .count(30)
    case .entityTag: .string("\"8c4d…\"")
    case .lastModified: .string("Thu, 15 Jan 2026 12:00:00 GMT")
    case .challenge: .string("Bearer")
    case .rateLimit: .string("\"default\";r=50;t=30")
    case .rateLimitPolicy: .string("\"default\";q=100;w=60")
    }
  }
}
