import AuthenticationCore
import HTTPEdge

/// The description of an API, OpenAPI 3.1.1, put together from lines of the route table.
package struct OpenAPIDocument: Sendable {
  /// What the document is about.
  let endpoints: [Endpoint]
  let description: ServiceConfiguration.APIDescription
  /// Whether the routes for operators ask for a token.
  let asksOperators: Bool

  /// Describes what a port serves.
  package init(_ configuration: ServiceConfiguration, at port: ServicePort) {
    let environment = configuration.service.environment
    endpoints = Routes.served(at: port, in: environment).map { $0.described(at: port, in: environment) }
    description = configuration.description
    asksOperators = configuration.management.token != nil
  }

  var json: JSONOutput {
    [
      "openapi": "3.1.1",
      "info": info,
      "servers": [["url": "/", "description": "Where this description comes from."]],
      "tags": .array(tags.map { ["name": .string($0.rawValue), "description": .string($0.meaning)] }),
      "paths": paths,
      "components": components,
    ]
  }

  /// The groups that have a route.
  var tags: [Operation.Tag] {
    Operation.Tag.allCases.filter { tag in endpoints.contains { $0.operation.tag == tag } }
  }

  /// What the description says when operators say nothing.
  static let ownDescription = """
    Issues short-lived JWTs to consumers that Kong Gateway has authenticated. A client holds an API key and nothing else: it asks Kong \
    for `/tokens`, Kong checks the key and tells this service who is asking, and Kong's jwt plugin accepts the token on every other \
    route.

    Every GET route answers HEAD, and every path OPTIONS. A path that exists answers another method with 405 and `Allow`, one that does \
    not exist answers 404. What goes wrong is told by a problem document (RFC 9457), but for what health, metrics and debugging say in
    documents of their own. A request with content must not say that it is anything but `application/json` or
    `application/x-www-form-urlencoded`: that is 400 `AUTH_007`.

    `Accept-Version: v2` adds `API-Version` and seven security headers to every answer. Versions that come to an end announce it by \
    `Deprecation`, `Sunset` and `Link`.
    """

  private var info: JSONOutput {
    var members = [
      JSONMember("title", .string(description.title)),
      JSONMember("description", .string(description.description ?? Self.ownDescription)),
    ]
    let contact = [("name", description.contactName), ("email", description.contactEmail)].compactMap { name, value in
      value.map { JSONMember(name, .string($0)) }
    }
    if !contact.isEmpty { members.append(JSONMember("contact", .object(contact))) }
    members.append(
      JSONMember(
        "license",
        ["name": .string(description.licenseName), "identifier": .string(description.licenseIdentifier)]))
    members.append(JSONMember("version", .string(description.version)))
    return .object(members)
  }

  var paths: JSONOutput {
    var paths: [JSONMember] = []
    for endpoint in endpoints where !paths.contains(where: { $0.name == endpoint.path }) {
      let operations = endpoints.filter { $0.path == endpoint.path }
      paths.append(
        JSONMember(
          endpoint.path,
          .object(operations.map { JSONMember($0.method.name.lowercased(), OpenAPIOperation($0, in: self).json) })))
    }
    return .object(paths)
  }
}

extension Operation.Tag {
  var meaning: String {
    switch self {
    case .authentication: "Tokens for consumers of Kong."
    case .health: "For probes and dashboards."
    case .metrics: "For dashboards and scrapers."
    case .administration: "For operators: what the service remembers."
    case .debug: "For operators: whether metrics arrive."
    case .profiling: "For operators: where time goes."
    case .documentation: "The API itself."
    }
  }
}
