import Foundation
import KongSandbox
import RedisTestSupport
import Testing

/// What tools of others make of the description of the API, and of a service that is held to it.
@Suite(.timeLimit(.minutes(5))) struct OpenAPIJudgeTests {
  private static func fixture(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Fixtures/\(name).py").path
  }

  @Test(arguments: [[:], ["MANAGEMENT_TOKEN": "operators"], ["CIRCUIT_BREAKER_ENABLED": "true"]])
  func `the document is valid, YAML is equal to JSON, and examples and answers are as their schemas say`(
    variables: [String: String]
  ) async throws {
    try await Scene.play(variables) { scene in
      let told = try await Tool.run(
        URL(filePath: Executable.python),
        [Self.fixture("judge_openapi"), "http://127.0.0.1:\(scene.port)", SandboxSeed.alice])
      let summary = try #require(told.last?.wholeMatch(of: /(\d+) examples, (\d+) calls, 0 complaints/), "\(told)")
      #expect(Int(summary.1).map { $0 > 60 } == true && Int(summary.2).map { $0 > 40 } == true)
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
