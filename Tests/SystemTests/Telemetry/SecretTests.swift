import Foundation
import KongSandbox
import OTLPTestSupport
import RedisTestSupport
import Synchronization
import Testing

/// Secrets of operators, consumers and strangers, and everything that the service says.
@Suite(.timeLimit(.minutes(2))) struct SecretTests {
  @Test(arguments: ["staging", "development"]) func `no secret is in anything that a service tells`(environment: String)
    async throws
  {
    let canaries = Canaries()
    let errors = try OutputFile()
    let said = Mutex<[String]>([])
    let password = canaries.plant("redis")
    try await RedisServer.use(.redis, RedisServer.Options(password: password)) { redis in
      let adminToken = canaries.plant("admin")
      var variables = Self.variables(canaries, redis: redis, password, environment)
      variables["KONG_ADMIN_TOKEN"] = adminToken
      let port = try await LocalPort.free()
      variables["MANAGEMENT_PORT"] = "\(port)"
      let managementToken = try #require(variables["MANAGEMENT_TOKEN"])
      let told = try await TelemetryScene.play(
        variables, kong: SandboxConfiguration(adminToken: adminToken, seed: Self.seed(canaries)), errors: errors
      ) { scene in
        try await Self.letTheReceiverRepeat(variables, scene.receiver)
        let traffic = CanaryTraffic(
          canaries: canaries, scene: scene, management: Client(base: "http://127.0.0.1:\(port)"),
          managementToken: managementToken)
        let reports = try await traffic.run()
        said.withLock { $0 += reports }
      }
      #expect(told.exitCode == 0)
      #expect(canaries.count >= 40)
      #expect(Set(told.exports.map(\.signal)) == ["traces", "metrics", "logs"])
      for text in told.exports.compactMap(\.message) + told.lines + said.withLock({ $0 }) + (try errors.lines()) {
        #expect(canaries.sightings(in: text) == [], "\(text.prefix(1000))")
      }
      // They have looked where something is.
      #expect(told.exports.contains { $0.message?.contains(SandboxSeed.alice) == true })
      #expect(told.lines.contains { $0.contains("shared cache") })
      try await Self.inspect(variables, canaries)
    }
  }

  /// What an operator's mistakes are answered with.
  @Test func `no secret is in what is said of a setting that is wrong`() async throws {
    let canaries = Canaries()
    for (name, value) in [
      ("KONG_ADMIN_URL", "http://user:\(canaries.plant("kong-url"))@kong:8001"),
      ("KONG_ADMIN_TOKEN", "\(canaries.plant("admin"))\nb"), ("REDIS_URL", "redis://:\(canaries.plant("redis"))@:x"),
      ("REDIS_PASSWORD", "\(canaries.plant("password"))\u{1}"), ("CACHE_ENCRYPTION_KEYS", canaries.plant("keys")),
      ("MANAGEMENT_TOKEN", "\(canaries.plant("management"))\u{7F}"),
      ("OTEL_EXPORTER_OTLP_HEADERS", canaries.plant("headers")),
      ("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "a b=\(canaries.plant("log-headers"))"),
      ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:\(canaries.plant("collector"))@collector:4318"),
    ] {
      var variables = ServeCommandTests.variables(port: 1, admin: "127.0.0.1:1")
      variables[name] = value
      for arguments in [["config", "check"], ["config", "print", "--json"]] {
        let run = try await ServiceProcess.run(arguments, variables)
        let text = (run.output + run.errors).joined(separator: "\n")
        #expect(run.exitCode == 78 && text.contains(name), "\(name)")
        #expect(canaries.sightings(in: text) == [], "\(text)")
      }
    }
  }

  private static func variables(
    _ canaries: Canaries, redis: RedisServer, _ password: String, _ environment: String
  ) -> [String: String] {
    let key = (0..<32).map { _ in String(Int.random(in: 16...255), radix: 16) }.joined()
    canaries.add(key, from: "encryption-key")
    return Fleet.environment(redis).merging(
      [
        "NODE_ENV": environment, "LOG_LEVEL": "debug", "REDIS_PASSWORD": password, "CACHE_ENCRYPTION_KEYS": key,
        "MANAGEMENT_TOKEN": canaries.plant("management"), "OTEL_BLRP_MAX_QUEUE_SIZE": "50000",
        "OTEL_BSP_MAX_QUEUE_SIZE": "50000", "METRICS_CONSUMER_LABEL": "bounded",
        "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20\(canaries.plant("collector"))",
        "OTEL_EXPORTER_OTLP_LOGS_HEADERS": "x-key=\(canaries.plant("log-collector"))",
      ]) { $1 }
  }

  /// What Kong knows in confidence, of which the key is part of each token.
  private static func seed(_ canaries: Canaries) -> KongState {
    var state = SandboxSeed.demo(now: 1_700_000_000)
    for credential in state.jwtCredentials.all {
      var changed = credential
      changed.key = canaries.plant("jwt-key-\(credential.id)")
      changed.secret = canaries.plant("jwt-secret-\(credential.id)")
      state.jwtCredentials[credential.id] = changed
    }
    return state
  }

  /// A receiver that says in its errors what it was told in confidence.
  private static func letTheReceiverRepeat(_ variables: [String: String], _ receiver: OTLPReceiver) async throws {
    let header = try #require(variables["OTEL_EXPORTER_OTLP_HEADERS"]?.removingPercentEncoding)
    let logHeader = try #require(variables["OTEL_EXPORTER_OTLP_LOGS_HEADERS"])
    var refusal = OTLPAnswer.error(401, "who is \(header)?")
    refusal.signal = "traces"
    var rejection = OTLPAnswer.rejected(1, "not with \(logHeader)")
    rejection.signal = "logs"
    try await receiver.answer(refusal, rejection)
  }

  /// What the commands say that show a configuration.
  private static func inspect(_ variables: [String: String], _ canaries: Canaries) async throws {
    let all = ServeCommandTests.variables(port: 1, admin: "127.0.0.1:1").merging(variables) { $1 }
    for arguments in [
      ["config", "print"], ["config", "print", "--json"], ["config", "check"], ["config", "check", "--json"],
    ] {
      let run = try await ServiceProcess.run(arguments, all)
      #expect(run.exitCode == 0, "\(run.output)")
      #expect(canaries.sightings(in: (run.output + run.errors).joined(separator: "\n")) == [], "\(arguments)")
    }
  }
}
