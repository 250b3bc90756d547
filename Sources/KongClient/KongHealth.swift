import AuthenticationCore
import FoundationEssentials
import NIOCore

/// What a health check of Kong found.
package struct KongHealth: Sendable {
  /// Whether look-ups can be expected to work.
  package let isHealthy: Bool
  /// The status of the answer; nil when there was none.
  package let status: Int?
  /// Why Kong is not healthy, in fixed words without addresses.
  package let cause: String?
  /// How long the check took.
  package let duration: Duration

  package init(isHealthy: Bool, status: Int?, cause: String?, duration: Duration) {
    self.isHealthy = isHealthy
    self.status = status
    self.cause = cause
    self.duration = duration
  }
}

extension KongAdminClient {
  /// Asks Kong for its status; not to be reachable is a finding too, so this never throws.
  ///
  /// Kong answers 200 also while its database is unreachable, and says so in the body. The Admin API then answers 500 to
  /// every look-up, so that Kong counts as unhealthy. A body that says nothing of a database does no harm. Of Konnect the
  /// control plane is asked for, and any success is a healthy one.
  package func health() async -> KongHealth {
    let clock = ContinuousClock()
    let start = clock.now
    do throws(UnavailableCause) {
      let answer = try await withTimeLimit(configuration.healthTimeout, sleep: sleep) {
        [self] () async throws(UnavailableCause) in
        try await transport.get(configuration.deployment.statusURL)
      }
      let cause: String? =
        if !answer.isSuccess {
          answer.cause.description
        } else if case .selfManaged = configuration.deployment, answer.saysDatabaseIsDown {
          "database unreachable"
        } else {
          nil
        }
      return KongHealth(
        isHealthy: cause == nil, status: answer.status, cause: cause, duration: start.duration(to: clock.now))
    } catch {
      return KongHealth(
        isHealthy: false, status: nil, cause: error.description, duration: start.duration(to: clock.now))
    }
  }
}

extension AdminAnswer {
  fileprivate var saysDatabaseIsDown: Bool {
    let status = try? JSONDecoder().decode(KongStatus.self, from: Data(body.readableBytesView))
    return status?.database?.reachable == false
  }
}

/// The part of Kong's `/status` that matters here.
private struct KongStatus: Decodable {
  struct Database: Decodable {
    let reachable: Bool?
  }

  let database: Database?
}
