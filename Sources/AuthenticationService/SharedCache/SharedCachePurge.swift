import AuthenticationCore
import Logging
import NIOPosix
import RedisClient

/// Purges the shared cache from outside of any replica.
package struct SharedCachePurge: Sendable {
  private let configuration: ServiceConfiguration

  package init(_ configuration: ServiceConfiguration) {
    self.configuration = configuration
  }

  /// Connects, drops what is to be dropped, and tells every replica.
  ///
  /// - Parameter consumer: whom to forget; nil for everybody.
  /// - Returns: what was done, for people.
  package func run(consumer: String?, within limit: Duration) async -> Result<String, PurgeFailure> {
    let logger = Logger(label: configuration.service.name) { _ in SwiftLogNoOpLogHandler() }
    let shared: SharedCache?
    do {
      shared = try SharedCache(
        configuration, on: MultiThreadedEventLoopGroup.singleton, telemetry: ServiceTelemetry(), clock: .system,
        now: { .now }, logger: logger)
    } catch {
      return .failure(PurgeFailure("The files for TLS cannot be used: \(error)"))
    }
    guard let shared else { return .failure(PurgeFailure("There is no shared cache: HIGH_AVAILABILITY is not true")) }
    return await withTaskGroup(of: Result<String, PurgeFailure>?.self) { group in
      group.addTask {
        await shared.client.run()
        return nil
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return .failure(PurgeFailure("The shared cache did not answer in time"))
      }
      group.addTask {
        await shared.client.topology.firstAttempt()
        return await purge(shared, consumer)
      }
      defer { group.cancelAll() }
      for await outcome in group {
        if let outcome { return outcome }
      }
      return .failure(PurgeFailure("The shared cache was not reached"))
    }
  }

  private func purge(_ shared: SharedCache, _ consumer: String?) async -> Result<String, PurgeFailure> {
    do throws(RedisFailure) {
      let count = try await shared.administration.purge(consumer.map { .consumer($0.consumerName) } ?? .all)
      return .success("Forgotten: \(consumer ?? "all"); \(count) shared entries, and every replica has been told")
    } catch {
      let cause = shared.client.topology.primaries.first?.failure ?? error
      return .failure(PurgeFailure("The shared cache cannot be purged: \(cause)"))
    }
  }
}

/// Why nothing was purged, as one line for people.
package struct PurgeFailure: Error, Equatable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
