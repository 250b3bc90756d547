import AuthenticationService
import FoundationEssentials
import Testing

/// What `config check` and `config print` say.
struct ConfigurationReportTests {
  private let valid = ServiceConfiguration.minimum.merging(
    ["KONG_ADMIN_TOKEN": "s3cr3t-token", "REDIS_URL": "redis://:s3cr3t@redis", "PORT": "8080", "KONG_X": "1"]
  ) { $1 }

  @Test func `a check lists faults, warnings and the verdict`() {
    let inspection = ConfigurationInspection(environment: ["KONG_ADMIN_URL": "kong", "JWT_EXPIRY": "5"])
    #expect(inspection.text.contains("  - KONG_ADMIN_URL: must be an absolute http or https URL\n"))
    #expect(inspection.text.contains("\nwarning: JWT_EXPIRY: is not known"))
    #expect(inspection.text.hasSuffix("The configuration has 3 faults, 1 warning."))
  }

  @Test func `a check without faults says so`() {
    #expect(
      ConfigurationInspection(environment: ServiceConfiguration.minimum).text == "The configuration is valid.")
  }

  @Test func `a check for machines is one document`() throws {
    struct Document: Decodable, Equatable {
      struct Remark: Decodable, Equatable { let variable: String, message: String }
      let valid: Bool, faults: [Remark], warnings: [Remark]
    }
    let inspection = ConfigurationInspection(
      environment: ServiceConfiguration.minimum.merging(["PORT": "http", "KONG_X": "1"]) { $1 })
    let document = try JSONDecoder().decode(Document.self, from: Data(inspection.json.utf8))
    #expect(!document.valid)
    #expect(document.faults == [.init(variable: "PORT", message: "must be an integer from 1 to 65535")])
    #expect(document.warnings == [.init(variable: "KONG_X", message: "is not known")])
  }

  @Test func `printed settings show value, origin and default`() throws {
    let lines = try LoadedConfiguration.load(environment: valid).text.split(separator: "\n")
    #expect(lines.contains("PORT = 8080 (environment, default 3000)"))
    #expect(lines.contains("NODE_ENV = ENVIRONMENT, else development (default)"))
    #expect(lines.contains("KONG_ADMIN_TOKEN = <redacted> (environment, default none)"))
    #expect(lines.contains("# Kong"))
    let names = Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(names.isSuperset(of: ServiceConfiguration.declarations.map(\.name)))
  }

  @Test func `printed settings are one document for machines`() throws {
    struct Document: Decodable {
      struct Setting: Decodable {
        let variable: String?, key: String, value: String?, origin: String, `default`: String, secret: Bool
      }
      let settings: [Setting]
    }
    let json = try LoadedConfiguration.load(environment: valid).json
    let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
    #expect(document.settings.count == ServiceConfiguration.declarations.count)
    let port = try #require(document.settings.first { $0.variable == "PORT" })
    #expect(port.value == "8080" && port.origin == "environment" && port.default == "3000" && port.key == "server.port")
    let token = try #require(document.settings.first { $0.variable == "KONG_ADMIN_TOKEN" })
    #expect(token.value == "<redacted>" && token.secret)
  }

  @Test func `no report shows a secret`() throws {
    let loaded = try LoadedConfiguration.load(environment: valid)
    let reports = [
      loaded.text, loaded.json, ConfigurationInspection(environment: valid).text,
      ConfigurationInspection(environment: valid).json,
    ]
    #expect(!reports.contains { $0.contains("s3cr3t") })
  }
}
