import Foundation
import KongSandbox
import Testing

/// What a service writes to standard output, line by line.
@Suite(.timeLimit(.minutes(1))) struct LogTests {
  @Test func `in staging every line is a document with an event, and no secret is in any`() async throws {
    try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      var variables = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority)
      variables["NODE_ENV"] = "staging"
      variables["KONG_ADMIN_TOKEN"] = "canary-admin-token"
      variables["LOG_LEVEL"] = "debug"
      let (lines, exitCode) = try await ServiceProcess.serve(variables) { process, log in
        let client = Client(base: "http://127.0.0.1:\(port)")
        let answer = try await client.get(
          "/tokens?apikey=canary-query", as: SandboxSeed.alice, [("Authorization", "Bearer canary-bearer")])
        #expect(answer.status == 200)
        _ = try await client.get("/tokens/validate", as: SandboxSeed.alice, [("Authorization", "Bearer canary-bearer")])
        process.send(SIGTERM)
        #expect(await log.first(containing: "Stopped") != nil)
        let lines = log.linesRead
        #expect(!lines.contains { $0.contains(answer.token ?? "no token") })
        return lines
      }
      #expect(exitCode == 0)
      #expect(lines.count >= 4)
      for line in lines {
        let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(document?["event_name"] is String, "\(line)")
        #expect(document?["@timestamp"] is String)
        #expect(document?["service.environment"] as? String == "staging")
        #expect(!line.contains("canary"), "\(line)")
        for credential in sandbox.store.withState({ $0.jwtCredentials.all }) {
          for secret in [credential.key, credential.secret].compactMap({ $0 }) { #expect(!line.contains(secret)) }
        }
      }
      let requests = lines.filter { $0.contains("\"event_name\":\"http.request.completed\"") }
      #expect(requests.count == 2)
      #expect(requests.first?.contains("\"path\":\"/tokens\",\"status_code\":200,") == true)
    }
  }
}
