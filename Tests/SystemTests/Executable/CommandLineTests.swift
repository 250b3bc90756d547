import AuthenticationService
import Testing

/// The command line, as somebody sees it who has just built it.
@Suite(.timeLimit(.minutes(1))) struct CommandLineTests {
  @Test func `the version is a line of its own`() async throws {
    let run = try await ServiceProcess.run(["--version"])
    #expect(run.exitCode == 0)
    #expect(run.output == [ServiceVersion.current])
    #expect(run.errors == [])
  }

  @Test(arguments: [
    ["--help"], ["help"], ["serve", "--help"], ["sandbox", "--help"], ["healthcheck", "--help"],
    ["config", "--help"],
  ])
  func `help has examples to paste`(_ arguments: [String]) async throws {
    let run = try await ServiceProcess.run(arguments)
    #expect(run.exitCode == 0)
    #expect(run.output.contains { $0.contains("EXAMPLES") })
    #expect(run.output.contains { $0.contains("authentication-service") })
  }

  @Test func `help names every subcommand`() async throws {
    let text = try await ServiceProcess.run(["--help"]).output.joined(separator: "\n")
    for subcommand in ["serve (default)", "config", "sandbox", "healthcheck"] { #expect(text.contains(subcommand)) }
  }

  @Test(arguments: [["--nonsense"], ["nonsense"], ["sandbox", "--port", "70000"], ["healthcheck", "--timeout", "0"]])
  func `a command line that makes no sense is refused on standard error`(_ arguments: [String]) async throws {
    let run = try await ServiceProcess.run(arguments, ["KONG_JWT_AUTHORITY": "a"])
    #expect(run.exitCode == 64)
    #expect(run.output == [])
    #expect(run.errors.contains { $0.hasPrefix("Error: ") })
  }

  @Test func `a faulty environment is reported in full, without its secrets`() async throws {
    let secret = "correct-horse-battery"
    let run = try await ServiceProcess.run(
      ["serve"],
      [
        "NODE_ENV": "production", "KONG_ADMIN_TOKEN": secret, "KONG_ADMIN_URL": "ftp://kong",
        "JWT_EXPIRATION_MINUTES": "61", "PORT": "http", "KONG_JWT_AUDIENCE": " ",
      ])
    #expect(run.exitCode == 78)
    #expect(run.output == [])
    #expect(run.errors.first?.contains("Invalid environment configuration") == true)
    for variable in [
      "KONG_ADMIN_TOKEN", "KONG_ADMIN_URL", "JWT_EXPIRATION_MINUTES", "PORT", "KONG_JWT_AUDIENCE",
      "KONG_JWT_AUTHORITY", "GATEWAY_PROOF",
    ] {
      #expect(
        run.errors.dropFirst().count { $0.contains(variable + ":") || $0.contains(variable + " ") } >= 1, "\(variable)")
    }
    #expect(!run.errors.joined().contains(secret))
  }

  @Test func `without a subcommand the service is meant`() async throws {
    let run = try await ServiceProcess.run([])
    #expect(run.exitCode == 78)
    #expect(run.errors.first?.contains("Invalid environment configuration") == true)
  }
}
