import HTTPEdge

/// One operation as an OpenAPI document spells it.
struct OpenAPIOperation {
  private let endpoint: Endpoint
  private let document: OpenAPIDocument

  init(_ endpoint: Endpoint, in document: OpenAPIDocument) {
    self.endpoint = endpoint
    self.document = document
  }

  var json: JSONOutput {
    let operation = endpoint.operation
    var members = [
      JSONMember("operationId", .string(operation.id)), JSONMember("tags", [.string(operation.tag.rawValue)]),
      JSONMember("summary", .string(operation.summary)), JSONMember("description", .string(operation.description)),
      JSONMember(
        "parameters", .array(operation.parameters.map(\.json) + [["$ref": "#/components/parameters/AcceptVersion"]])),
    ]
    let security = endpoint.security(asksOperators: document.asksOperators)
    if !security.isEmpty {
      let all = JSONOutput.object(security.map { JSONMember($0.rawValue, []) })
      // Who does not ask for what is for operators need not say who it is.
      members.append(JSONMember("security", operation.isPartlyForOperators ? [[:], all] : [all]))
    }
    members.append(
      JSONMember(
        "responses",
        .object(
          endpoint.answers(asksOperators: document.asksOperators).map { answer in
            let reference = answer.component.map { JSONOutput.string("#/components/responses/\($0)") }
            return JSONMember("\(answer.status)", reference.map { ["$ref": $0] } ?? answer.json)
          })))
    return .object(members)
  }
}

extension Endpoint {
  /// What a request must say about whom it is from.
  func security(asksOperators: Bool) -> [Operation.Security] {
    asksOperators && isForOperators ? [.managementToken] : operation.security
  }

  /// Everything that the operation can be answered with, by status.
  func answers(asksOperators: Bool) -> [OperationAnswer] {
    let refusal = OperationAnswer.problem(
      .unauthorized, "The management token is missing or another one.",
      detail: "The management surface asks for MANAGEMENT_TOKEN", instance: path)
    let foreign = OperationAnswer.problem(
      .forbidden, "A page of another origin asks, or somebody who calls this machine by a name that it does not have.",
      detail: ProblemResponses.foreignOriginDetail, instance: path)
    let content = ContentTypePolicy.concerns(method) ? [OperationAnswer.unsupportedContentType(instance: path)] : []
    let all =
      operation.answers + content + (asksOperators && isForOperators ? [refusal] : [])
      + (isForOperators ? [foreign] : []) + OperationAnswer.byServer
    var merged: [Int: OperationAnswer] = [:]
    for answer in all { merged[answer.status] = merged[answer.status]?.merged(with: answer) ?? answer }
    return merged.values.sorted { $0.status < $1.status }
  }
}

extension Endpoint {
  /// Whether all or some of what it answers is.
  private var isForOperators: Bool { audience == .operators || operation.isPartlyForOperators }
}

extension Parameter {
  fileprivate var json: JSONOutput {
    [
      "name": .string(name), "in": .string(place.rawValue), "required": .bool(isRequired),
      "description": .string(meaning), "schema": schema.json, "example": schema.example,
    ]
  }
}

extension OperationAnswer {
  var json: JSONOutput {
    let fields = [AnswerField.requestID] + self.fields
    var members = [
      JSONMember("description", .string(meaning)),
      JSONMember(
        "headers",
        .object(fields.map { JSONMember($0.rawValue, ["$ref": .string("#/components/headers/\($0.rawValue)")]) })),
    ]
    if !contents.isEmpty {
      members.append(JSONMember("content", .object(contents.map { JSONMember($0.type, $0.json) })))
    }
    return .object(members)
  }
}

extension OperationAnswer.Content {
  fileprivate var json: JSONOutput {
    var members = [JSONMember("schema", schema.json)]
    if !examples.isEmpty {
      members.append(JSONMember("examples", .object(examples.map { JSONMember($0.name, ["value": $0.json]) })))
    }
    return .object(members)
  }
}
