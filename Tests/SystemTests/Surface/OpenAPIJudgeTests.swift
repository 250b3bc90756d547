import Foundation
import HTTPEdge
import KongSandbox
import RedisTestSupport
import Testing

/// What tools of others make of the description of the API, and of a service that is held to it.
@Suite(.timeLimit(.minutes(5))) struct OpenAPIJudgeTests {
  private static func fixture(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Fixtures/\(name).py").path
  }

  /// Judges the service at a port.
  private static func judge(_ port: Int, as operators: [String] = []) async throws {
    let told = try await Tool.run(
      URL(filePath: Executable.python),
      [fixture("judge_openapi"), "http://127.0.0.1:\(port)", SandboxSeed.alice] + operators)
    let summary = try #require(told.last?.wholeMatch(of: /(\d+) examples, (\d+) calls, 0 complaints/), "\(told)")
    #expect(Int(summary.1).map { $0 > 40 } == true && Int(summary.2).map { $0 > 30 } == true)
  }

  @Test(arguments: [[], ["operators"]])
  func `the document is valid, YAML is equal to JSON, and examples and answers are as their schemas say`(
    token: [String]
  ) async throws {
    let variables = Dictionary(uniqueKeysWithValues: token.map { ("MANAGEMENT_TOKEN", $0) })
    try await Scene.play(variables) { scene in try await Self.judge(scene.port, as: token) }
  }

  @Test func `so it is where operators have a port of their own`() async throws {
    let port = try await LocalPort.free()
    let variables = ["NODE_ENV": "staging", "MANAGEMENT_PORT": "\(port)", "MANAGEMENT_TOKEN": "operators"]
    try await Scene.play(variables) { scene in
      try await Self.judge(scene.port, as: ["operators"])
      try await Self.judge(port, as: ["operators"])
    }
  }

  @Test func `so it is while Kong fails and the breaker is open`() async throws {
    try await Scene.play(["CIRCUIT_BREAKER_ENABLED": "true"]) { scene in
      scene.sandbox.admin.faults.inject(.status(.serviceUnavailable), on: "/consumers/**")
      for number in 0..<5 { _ = try await scene.service.get("/tokens", as: "\(number)") }
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).code == "AUTH_005")
      try await Self.judge(scene.port)
    }
  }

  /// Each with the reason for not asking for it.
  private static let uncheckedPromises = [
    // A token that is missing or no token is 400 for existing clients of `/tokens/validate`.
    "missing_required_header", "positive_data_acceptance",
  ]

  @Test(arguments: [1, 20_261_126]) func `Schemathesis finds nothing that is not described`(seed: Int) async throws {
    try await Scene.play { scene in
      let told = try await Tool.run(
        URL(filePath: Executable.python),
        [
          "-m", "schemathesis.cli", "run", "http://127.0.0.1:\(scene.port)/", "--no-color", "--continue-on-failure",
          "--phases", "examples,coverage,fuzzing", "--max-examples", "150", "--seed", "\(seed)",
          // Not the question here, and a sanitizer on a busy machine takes its time.
          "--request-timeout", "60",
          // Without an end: one more sample each second for as long as somebody listens. The other judge asks for one.
          "--exclude-operation-id", "watchService",
          "--generation-database", "none", "--exclude-checks", Self.uncheckedPromises.joined(separator: ","),
        ])
      let text = told.joined(separator: "\n")
      let cases = try #require(text.firstMatch(of: /(\d+) generated/), "\(text)")
      #expect(Int(cases.1).map { $0 >= 1000 } == true)
      #expect(!text.contains(" FAILURES ") && !text.contains(" ERRORS "), "\(text)")
    }
  }
}
