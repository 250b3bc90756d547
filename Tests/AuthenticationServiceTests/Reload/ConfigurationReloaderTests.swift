import AuthenticationService
import Logging
import ServiceLifecycle
import Synchronization
import Testing

/// Loading the configuration again, without signals and files.
@Suite(.timeLimit(.minutes(1))) struct ConfigurationReloaderTests {
  /// The environments that are found one after the other, what was applied, and what was logged.
  private func reload(_ environments: [[String: String]]) async throws -> (
    applied: [ServiceConfiguration], log: [String]
  ) {
    let minimum = ServiceConfiguration.minimum
    let (triggers, trigger) = AsyncStream.makeStream(of: ReloadTrigger.self)
    let applied = Recorder<ServiceConfiguration>()
    let lines = Recorder<String>()
    let rest = Recorder<[String: String]>()
    for environment in environments { rest.append(environment) }
    let reloader = ConfigurationReloader(
      try LoadedConfiguration.load(environment: minimum), triggers: triggers,
      load: { () throws(ConfigurationFaults) in
        try LoadedConfiguration.load(environment: minimum.merging(rest.removeFirst() ?? [:]) { $1 })
      },
      apply: { applied.append($0) }, logger: Logger(label: "test") { _ in RecordingLogHandler(lines) })
    for _ in environments { trigger.yield(.hangup) }
    trigger.finish()
    await reloader.run()
    return (applied.all, lines.all)
  }

  @Test func `what is safe is applied, and said`() async throws {
    let (applied, log) = try await reload([["LOG_LEVEL": "debug", "CACHING_TTL_SECONDS": "60"]])
    #expect(applied.map(\.logging.threshold) == [.debug])
    #expect(applied.map(\.cache.timeToLive) == [.seconds(60)])
    #expect(log == ["notice Configuration reloaded applied=CACHING_TTL_SECONDS, LOG_LEVEL trigger=SIGHUP"])
  }

  @Test func `what waits for a restart is named in one line, once`() async throws {
    let (applied, log) = try await reload([["PORT": "9090", "HOST": "::1"], ["PORT": "9090", "HOST": "::1"], [:]])
    #expect(applied.isEmpty)
    #expect(
      log == [
        "notice Configuration reloaded applied=nothing trigger=SIGHUP",
        "warning Changed settings wait for a restart settings=HOST, PORT",
        "notice Configuration reloaded applied=nothing trigger=SIGHUP",
        "notice Configuration reloaded applied=nothing trigger=SIGHUP",
        "notice No changed setting waits for a restart any more",
      ])
  }

  @Test func `a faulty configuration changes nothing and is reported in full`() async throws {
    let (applied, log) = try await reload([["LOG_LEVEL": "debug", "PORT": "http", "KONG_ADMIN_URL": "s3cr3t"], [:]])
    #expect(applied.isEmpty)
    #expect(
      log.first == """
        error Configuration not reloaded: it has faults, and the former one holds \
        faults=PORT: must be an integer from 1 to 65535; KONG_ADMIN_URL: must be an absolute http or https URL \
        trigger=SIGHUP
        """)
    #expect(log.count == 2)
  }

  @Test func `a setting that goes back to its default is a change as well`() async throws {
    let (applied, _) = try await reload([["LOG_LEVEL": "debug"], [:]])
    #expect(applied.map(\.logging.threshold) == [.debug, .info])
  }

  @Test func `a new oddity is warned of once`() async throws {
    let (_, log) = try await reload([["KONG_X": "1"], ["KONG_X": "1"]])
    #expect(log.filter { $0 == "warning KONG_X: is not known" }.count == 1)
  }
}
