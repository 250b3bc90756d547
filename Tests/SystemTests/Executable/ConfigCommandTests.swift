import Foundation
import Testing

/// `authentication-service config`, as operators and their pipelines run it.
@Suite(.timeLimit(.minutes(1))) struct ConfigCommandTests {
  private static let least = [
    "KONG_JWT_AUTHORITY": "https://api.example.com", "KONG_JWT_AUDIENCE": "example-api",
    "KONG_ADMIN_URL": "http://kong:8001",
  ]

  @Test func `a check of a valid configuration ends with 0`() async throws {
    let run = try await ServiceProcess.run(["config", "check"], Self.least)
    #expect(run.exitCode == 0)
    #expect(run.output == ["The configuration is valid."])
  }

  @Test func `a check names every fault and every oddity, and ends with 78`() async throws {
    let run = try await ServiceProcess.run(
      ["config", "check"], ["PORT": "0", "KONG_ADMIN_URL": "http://kong:8001", "KONG_JWT_AUDIANCE": "x"])
    #expect(run.exitCode == 78)
    let text = run.output.joined(separator: "\n")
    for line in [
      "PORT: must be", "KONG_JWT_AUTHORITY: is required", "KONG_JWT_AUDIENCE: is required",
      "warning: KONG_JWT_AUDIANCE: is not known; did you mean KONG_JWT_AUDIENCE?", "3 faults, 1 warning",
    ] {
      #expect(text.contains(line))
    }
  }

  @Test(arguments: [[:], ["PORT": "http"]]) func `a check for machines is JSON`(_ changes: [String: String])
    async throws
  {
    let run = try await ServiceProcess.run(["config", "check", "--json"], Self.least.merging(changes) { $1 })
    #expect(run.exitCode == (changes.isEmpty ? 0 : 78))
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.joined().utf8)) as? [String: Any])
    #expect(document["valid"] as? Bool == changes.isEmpty)
    #expect((document["faults"] as? [Any])?.count == changes.count)
  }

  @Test func `settings are printed with their origins, and secrets are not`() async throws {
    let variables = Self.least.merging(["KONG_ADMIN_TOKEN": "s3cr3t", "PORT": "8080"]) { $1 }
    let run = try await ServiceProcess.run(["config", "print"], variables)
    #expect(run.exitCode == 0)
    #expect(run.output.contains("PORT = 8080 (environment, default 3000)"))
    #expect(run.output.contains("KONG_ADMIN_TOKEN = <redacted> (environment, default none)"))
    let json = try await ServiceProcess.run(["config", "print", "--json"], variables)
    #expect(!(run.output + json.output).joined().contains("s3cr3t"))
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.joined().utf8)) is [String: Any])
  }

  @Test func `a faulty configuration cannot be printed`() async throws {
    let run = try await ServiceProcess.run(["config", "print"])
    #expect(run.exitCode == 78)
    #expect(run.output.isEmpty)
    #expect(run.errors.first == "Invalid environment configuration:")
  }

  @Test func `the reference is printed without any configuration`() async throws {
    let run = try await ServiceProcess.run(["config", "docs"])
    #expect(run.exitCode == 0)
    #expect(run.output.first == "# Configuration")
  }
}
