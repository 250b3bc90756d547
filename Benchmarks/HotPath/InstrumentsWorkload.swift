import AuthenticationCore
import AuthenticationService

/// What one answer to a request for a token is measured with, and not the answer.
struct InstrumentsWorkload: Workload {
  private let measurement: TokenMeasurement

  init() throws {
    measurement = TokenMeasurement(try ServiceConfiguration.load(environment: RequestWorkload.environment))
  }

  func run(iterations: Int) {
    for _ in 0..<iterations { measurement.measure(RequestWorkload.consumer) }
  }
}
