import Foundation
import KongSandbox
import NIOHTTP1
import Testing

extension RunningKong {
  /// Opens a route of the proxy that asks for a token, hands its path over, and closes it.
  ///
  /// The sandbox has one; in a real Kong it is made, with an answer of Kong's own behind it.
  func withProtectedRoute<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    if let sandbox {
      sandbox.publish(authenticationService: "127.0.0.1:1")
      return try await body("/api")
    }
    let name = "contract-\(run)"
    try await make("/services", #"{"name":"\#(name)","url":"http://127.0.0.1:9"}"#)
    let result: Result
    do {
      try await make("/services/\(name)/routes", #"{"name":"\#(name)","paths":["/\#(name)"]}"#)
      try await make(
        "/routes/\(name)/plugins",
        #"{"name":"jwt","config":{"key_claim_name":"key","claims_to_verify":["exp"]}}"#)
      try await make(
        "/routes/\(name)/plugins", #"{"name":"request-termination","config":{"status_code":200,"message":"ok"}}"#)
      result = try await body("/\(name)")
    } catch {
      try await remove(name)
      throw error
    }
    try await remove(name)
    return result
  }

  private func make(_ path: String, _ json: String) async throws {
    let answer = try await operate(.POST, path, json)
    try #require(answer.status == 201, "\(path): \(answer.status) \(answer.body)")
  }

  private func remove(_ name: String) async throws {
    try await operate(.DELETE, "/routes/\(name)")
    try await operate(.DELETE, "/services/\(name)")
  }

  /// Calls until the proxy has heard of a change, which takes a real Kong a moment; the last status after all.
  func settled(_ path: String, token: String, to status: Int) async throws -> Int {
    let patience = ContinuousClock.now + (sandbox == nil ? .seconds(20) : .zero)
    while true {
      let last = try await call(path, [("Authorization", "Bearer \(token)")]).status
      if last == status || ContinuousClock.now > patience { return last }
    }
  }
}
