import HTTPEdge

/// docs/api.md: every route, printed from the route table.
package enum APIReference {
  package static var markdown: String {
    let table = Routes.table.map { endpoint in
      "| [`\(endpoint.method.name) \(endpoint.path)`](#\(endpoint.operation.id.lowercased())) "
        + "| \(endpoint.operation.summary) | \(endpoint.audience.words) |"
    }
    let sections = Operation.Tag.allCases.map { tag in
      let endpoints = Routes.table.filter { $0.operation.tag == tag }
      return "## \(tag.rawValue)\n\n\(tag.meaning)\n\n" + endpoints.map(section).joined(separator: "\n\n")
    }
    return introduction + "\n\n| Route | | For |\n|---|---|---|\n" + table.joined(separator: "\n") + "\n\n"
      + sections.joined(separator: "\n\n") + "\n\n" + shared + "\n"
  }

  private static let introduction = """
    # API

    Printed from the route table by `make generate`; a test keeps it current. The same as OpenAPI 3.1: `GET /` (JSON, YAML, or a page, by `Accept`), \
    or `authentication-service openapi`.

    \(OpenAPIDocument.ownDescription)

    Routes for operators are on `MANAGEMENT_PORT`; outside production and staging `PORT` has them, too. They ask for `MANAGEMENT_TOKEN` as bearer \
    token where that is set.
    """

  private static func section(_ endpoint: Endpoint) -> String {
    let operation = endpoint.operation
    var parts = [
      "### \(operation.id)", "`\(endpoint.method.name) \(endpoint.path)`: \(operation.summary).", operation.description,
    ]
    if !operation.parameters.isEmpty {
      parts.append(
        "| Parameter | In | | Meaning |\n|---|---|---|---|\n"
          + operation.parameters.map(row).joined(separator: "\n"))
    }
    let rows = endpoint.answers(asksOperators: true).filter { $0.component == nil }.map(\.row)
    parts.append("| Status | When |\n|---|---|\n" + rows.joined(separator: "\n"))
    if let example = operation.example {
      parts.append("```json\n\(String(decoding: example.pretty, as: UTF8.self))\n```")
    }
    return parts.joined(separator: "\n\n")
  }

  private static func row(_ parameter: Parameter) -> String {
    let name = parameter.isRequired ? "required" : ""
    return "| `\(parameter.name)` | \(parameter.place.rawValue) | \(name) | \(parameter.words) |"
  }

  /// What every operation may be answered with.
  private static var shared: String {
    let rows = OperationAnswer.byServer.map(\.row)
    return "## Every route\n\nThe server answers by itself what it cannot or must not give to a route.\n\n"
      + "| Status | When |\n|---|---|\n" + rows.joined(separator: "\n")
  }
}

extension Audience {
  fileprivate var words: String {
    switch self {
    case .consumers: "consumers"
    case .everyone: "everyone"
    case .operators: "operators"
    case .operatorsPage: "operators, who need no token for it"
    }
  }
}

extension Operation {
  /// The first document that it answers with.
  fileprivate var example: JSONOutput? {
    answers.flatMap(\.contents).first { $0.type == "application/json" }?.examples.first?.json
  }
}

extension OperationAnswer {
  fileprivate var row: String {
    let names = fields.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return "| \(status) | \(meaning)\(names.isEmpty ? "" : " With \(names).") |"
  }
}
