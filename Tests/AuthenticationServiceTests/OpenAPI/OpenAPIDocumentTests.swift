import AuthenticationCore
import HTTPEdge
import Testing

@testable import AuthenticationService

/// The description of the API, held against the route table.
struct OpenAPIDocumentTests {
  static func document(_ variables: [String: String?] = [:], at port: ServicePort = .general) throws -> OpenAPIDocument
  {
    OpenAPIDocument(try ServiceConfiguration.load(variables), at: port)
  }

  @Test func `every route is an operation, in the order of the table`() throws {
    let paths = try #require(Self.document().json["paths"]?.members)
    let operations = paths.flatMap { path in (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" } }
    let routes = Routes.table.map { "\($0.method.name) \($0.path)" }
    #expect(operations.sorted() == routes.sorted())
    #expect(paths.map(\.name) == routes.map { String($0.split(separator: " ")[1]) }.unique)
  }

  @Test func `every operation has an id of its own, words, and a tag that is explained`() throws {
    let operations = Routes.table.map(\.operation)
    #expect(Set(operations.map(\.id)).count == operations.count)
    #expect(
      operations.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") && $0.description.hasSuffix(".") })
    let document = try Self.document()
    #expect(Set(document.tags) == Set(operations.map(\.tag)))
  }

  @Test func `every reference leads somewhere, and every component is referred to`() throws {
    let json = try Self.document().json
    let references = Set(json.references)
    let components = try #require(json["components"]?.members)
    let places = components.flatMap { group in
      (group.value.members ?? []).map { "#/components/\(group.name)/\($0.name)" }
    }
    let named = places.filter { !$0.contains("/securitySchemes/") }
    #expect(references == Set(named))
    #expect(Set(SchemaComponent.all.map(\.reference)).isSubset(of: references))
  }

  @Test func `every code that can be sent has an example`() throws {
    let text = String(decoding: try Self.document().json.compact, as: UTF8.self)
    let unsent: [AuthenticationError.Code] = [.tokenCreationFailed, .internalServerError]
    for code in AuthenticationError.Code.allCases {
      #expect(text.contains("\"\(code.rawValue)\":{\"value\":{") == !unsent.contains(code), "\(code.rawValue)")
    }
  }

  @Test(arguments: Routes.table.map(\.operation)) func `every JSON answer has a schema and an example`(
    operation: Operation
  ) {
    let contents = operation.answers.flatMap(\.contents).filter { $0.type.hasSuffix("json") }
    #expect(contents.allSatisfy { !$0.examples.isEmpty })
    #expect(operation.answers.allSatisfy { $0.status == 304 || !$0.contents.isEmpty })
  }

  @Test func `what is not well is not well in the examples, too`() throws {
    let paths = try #require(Self.document().json["paths"])
    let expected: [(String, String, JSONOutput)] = [
      ("/health", "status", "unhealthy"), ("/health/ready", "ready", .bool(false)),
      ("/health/startup", "status", "starting"),
    ]
    for (path, name, value) in expected {
      let content = paths[[path, "get", "responses", "503", "content", "application/json", "examples"]]
      #expect(content?.members?.first?.value["value"]?[name] == value)
    }
  }

  @Test(arguments: Routes.table) func `meanings are sentences`(endpoint: Endpoint) {
    let answers = endpoint.answers(asksOperators: true)
    for meaning in answers.map(\.meaning) + endpoint.operation.parameters.map(\.words) {
      #expect(meaning.hasSuffix(".") || meaning.hasSuffix(")."))
    }
  }

  @Test(arguments: ["production", "staging"]) func `the public port says nothing of the routes for operators there`(
    environment: String
  ) throws {
    let variables = ManagementSurfaceTests.production(["NODE_ENV": environment])
    let (general, management) = (try Self.document(variables), try Self.document(variables, at: .management))
    #expect(general.endpoints.allSatisfy { $0.audience != .operators })
    let text = String(decoding: general.json.compact, as: UTF8.self)
    for word in ["/admin", "/debug", "\"full\"", "managementToken"] { #expect(!text.contains(word), "\(word)") }
    #expect(general.json[["paths", "/metrics", "get", "responses", "401"]] == nil)
    #expect(management.endpoints.contains { $0.path == "/admin/cache" })
    #expect(!management.endpoints.contains { $0.path == "/tokens" })
  }

  @Test func `operators are asked for a token where there is one`() throws {
    let operation = ["paths", "/admin/cache", "get"]
    let open = try #require(Self.document().json[operation])
    #expect(open["security"] == nil && open["responses"]?["401"] == nil)
    let closed = try #require(Self.document(["MANAGEMENT_TOKEN": "operators"]).json[operation])
    let views = try #require(Self.document(["MANAGEMENT_TOKEN": "operators"]).json[["paths", "/metrics", "get"]])
    #expect(views["security"] == [[:], ["managementToken": []]] && views["responses"]?["401"] != nil)
    #expect(closed["security"] == [["managementToken": []]] && closed["responses"]?["401"] != nil)
  }

  @Test func `settings say what the API is called`() throws {
    let info = try Self.document([
      "API_TITLE": "Tokens", "API_DESCRIPTION": "For \"us\".", "API_VERSION": "9", "API_CONTACT_NAME": "Team",
      "API_CONTACT_EMAIL": "team@example.com", "API_LICENSE_NAME": "MIT License", "API_LICENSE_IDENTIFIER": "MIT",
    ]).json["info"]
    #expect(
      info == [
        "title": "Tokens", "description": "For \"us\".",
        "contact": ["name": "Team", "email": "team@example.com"],
        "license": ["name": "MIT License", "identifier": "MIT"], "version": "9",
      ])
  }
}
