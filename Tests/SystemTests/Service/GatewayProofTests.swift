import KongSandbox
import NIOHTTP1
import Testing

/// Who gets a token on a real socket.
@Suite(.timeLimit(.minutes(1))) struct GatewayProofTests {
  static let secret = "0123456789abcdef0123456789abcdef"

  @Test func `only who knows the secret gets a token`() async throws {
    try await Scene.play(["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": Self.secret]) { scene in
      for path in ["/tokens", "/tokens/validate"] {
        let refused = try await scene.service.get(path, as: SandboxSeed.alice)
        #expect(refused.status == 403 && refused.code == "AUTH_013")
        #expect(refused.header("Cache-Control") == "no-store")
        #expect(try await scene.service.send(.HEAD, path).status == 403)
        #expect(try await scene.service.send(.OPTIONS, path).status == 204)
        #expect(try await scene.service.send(.PUT, path).status == 405)
      }
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 0)
      // The embedded Kong adds no secret, as one that was forgotten.
      #expect(try await scene.gateway.get("/tokens", [("apikey", "alice-api-key")]).code == "AUTH_013")
      let proof = [(name: "X-Gateway-Secret", value: Self.secret)]
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice, proof).status == 200)
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice, proof + proof).status == 403)
      #expect(try await scene.service.get("/health/ready").status == 200)
    }
  }

  @Test(arguments: [
    ("127.0.0.0/8", "0.0.0.0"), ("10.0.0.0/8, ::ffff:127.0.0.0/104", "::"), ("127.0.0.1/32", "127.0.0.1"),
  ])
  func `only who comes from there gets a token`(ranges: String, host: String) async throws {
    let proof = ["GATEWAY_PROOF": "network", "HOST": host]
    try await Scene.play(proof.merging(["GATEWAY_ALLOWED_CIDRS": ranges]) { $1 }) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
    }
    try await Scene.play(proof.merging(["GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8, ::1/128"]) { $1 }) { scene in
      let claim = [(name: "X-Forwarded-For", value: "10.0.0.1")]
      let refused = try await scene.service.get("/tokens", as: SandboxSeed.alice, claim)
      #expect(refused.status == 403 && refused.code == "AUTH_013")
    }
  }

  @Test func `nobody has to prove anything where that is said`() async throws {
    try await Scene.play(["GATEWAY_PROOF": "none"]) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
    }
  }
}
