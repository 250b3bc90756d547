import Foundation
import RedisTestSupport
import Testing

/// What Prometheus' own tool says of deploy/prometheus.
@Suite(.timeLimit(.minutes(2)), .enabled(if: Tool.promtool != nil, "prometheus is not installed"))
struct PromtoolTests {
  private func promtool(_ arguments: String...) async throws -> [String] {
    try await Tool.run(#require(Tool.promtool), arguments, input: "")
  }

  @Test func `the rules are rules`() async throws {
    let count = try Deployment.rules().count
    let output = try await promtool("check", "rules", Deployment.rulesFile.path)
    #expect(output.last == "  SUCCESS: \(count) rules found")
  }

  @Test func `the example of a configuration is one`() async throws {
    let output = try await promtool("check", "config", Deployment.scrapeFile.path)
    #expect(output.contains(" SUCCESS: \(Deployment.scrapeFile.path) is valid prometheus config file syntax"))
    #expect(!output.contains { $0.contains("FAILED") })
  }

  @Test func `alerts fire when they should, and not before`() async throws {
    let output = try await promtool("test", "rules", Deployment.alertTestsFile.path)
    #expect(output == ["Unit Testing:  \(Deployment.alertTestsFile.path)", "  SUCCESS"])
  }

  @Test func `every expression of the dashboard is PromQL`() async throws {
    let expressions = try Deployment.dashboard().expressions
    let rules = expressions.enumerated().map { index, expression in
      "      - {record: 'expression:\(index)', expr: '\(expression.replacing("'", with: "''"))'}"
    }
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "rules.yml")
    try ("groups:\n  - name: dashboard\n    rules:\n" + rules.joined(separator: "\n") + "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let output = try await promtool("check", "rules", file.path)
    #expect(output.last == "  SUCCESS: \(expressions.count) rules found")
  }
}
