import ArgumentParser

/// Something worth measuring by itself.
protocol Workload {
  /// Does the work so many times on the calling thread.
  ///
  /// - Throws: ``WrongResult`` when it was not the work that was meant.
  func run(iterations: Int) throws
}

/// The workload did something else than it says.
struct WrongResult: Error, CustomStringConvertible {
  let description: String
}

/// The workloads by name.
enum WorkloadName: String, CaseIterable, ExpressibleByArgument {
  case mint, lookup, footprint
  /// Requests that nobody watches, and those that are watched in one way or another.
  case request, measured, traced, logged
  /// What is measured besides the observers.
  case instruments

  /// Sets the workload up, outside of what is measured.
  func prepare() async throws -> any Workload {
    switch self {
    case .mint: MintWorkload()
    case .lookup: try LookupWorkload()
    case .footprint: FootprintWorkload()
    case .request: try await RequestWorkload(.nobody)
    case .measured: try await RequestWorkload(.metrics)
    case .traced: try await RequestWorkload(.spans)
    case .logged: try await RequestWorkload(.lines)
    case .instruments: try InstrumentsWorkload()
    }
  }
}
