import ArgumentParser
import FoundationEssentials
import NIOCore

/// Every step from an API key to an accepted token, once, with its result.
struct RoundTrip {
  private struct Failure: Error {
    let explanation: String
  }

  let client: GatewayClient

  /// Takes the steps and prints each.
  ///
  /// - Throws: exit code 1 at the first step that does not end as it must.
  func run() async throws {
    do {
      let token = try await step(
        "a token for an API key", "/tokens", ["apikey": "alice-api-key"], expect: 200, as: GatewayClient.Issued.self)
      let bearer = "Bearer \(token.access_token)"
      _ = try await step("the protected route with that token", "/api", ["Authorization": bearer], expect: 200)
      let validation = try await step(
        "the token is valid", "/tokens/validate", ["apikey": "alice-api-key", "Authorization": bearer], expect: 200,
        as: Validation.self)
      guard validation.valid, validation.subject == "alice" else {
        throw Failure(explanation: "the token is not alice's")
      }
      _ = try await step("a consumer with a custom id only", "/tokens", ["apikey": "partner-api-key"], expect: 200)
      _ = try await step("the protected route without a token", "/api", [:], expect: 401)
      _ = try await step("an invalid API key", "/tokens", ["apikey": "wrong"], expect: 401)
      _ = try await step("a consumer without a credential", "/tokens", ["apikey": "carol-api-key"], expect: 401)
      _ = try await step("an anonymous call", "/anon/tokens", [:], expect: 401)
    } catch let failure as Failure {
      StandardStream.output.print("failed: \(failure.explanation)")
      throw ExitCode.failure
    }
    StandardStream.output.print("all steps passed")
  }

  private struct Validation: Decodable {
    let valid: Bool
    let subject: String?
  }

  private func step<Answer: Decodable>(
    _ title: String, _ path: String, _ headers: [String: String], expect status: UInt, as type: Answer.Type
  ) async throws -> Answer {
    let body = try await step(title, path, headers, expect: status)
    do {
      return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    } catch {
      throw Failure(explanation: "the answer of \(path) is not what was expected")
    }
  }

  private func step(
    _ title: String, _ path: String, _ headers: [String: String], expect status: UInt
  ) async throws -> ByteBuffer {
    let answer: (status: UInt, body: ByteBuffer)
    do {
      answer = try await client.get(path, headers)
    } catch {
      throw Failure(explanation: "\(title): \(path) does not answer: \(error)")
    }
    let isExpected = answer.status == status
    StandardStream.output.print("\(isExpected ? "ok    " : "FAILED") \(answer.status)  \(path)  \(title)")
    guard isExpected else { throw Failure(explanation: "\(title): expected \(status), got \(answer.status)") }
    return answer.body
  }
}
