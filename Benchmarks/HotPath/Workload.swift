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
  case mint, lookup, request, footprint

  /// Sets the workload up, outside of what is measured.
  func prepare() async throws -> any Workload {
    switch self {
    case .mint: MintWorkload()
    case .lookup: try LookupWorkload()
    case .request: try await RequestWorkload()
    case .footprint: FootprintWorkload()
    }
  }
}
