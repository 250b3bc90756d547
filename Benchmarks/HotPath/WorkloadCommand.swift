import ArgumentParser
import Glibc

/// Runs one workload of the hot path many times: for the clock, for valgrind, for a profiler.
struct WorkloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs one workload of the hot path many times and prints the CPU time of one (the default).")

  @Argument(help: "What to run: \(WorkloadName.allValueStrings.joined(separator: ", ")).")
  var workload: WorkloadName

  @Argument(help: "How many times.")
  var iterations: Int

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard iterations > 0 else { throw ValidationError("Nothing takes no time.") }
  }

  func run() async throws {
    let prepared = try await workload.prepare()
    let start = Self.cpuNanoseconds()
    try prepared.run(iterations: iterations)
    let nanoseconds = Double(Self.cpuNanoseconds() - start) / Double(iterations)
    let rounded = (nanoseconds * 10).rounded() / 10
    print(
      json
        ? #"{"workload":"\#(workload.rawValue)","iterations":\#(iterations),"nanosecondsPerIteration":\#(rounded)}"#
        : "\(workload.rawValue): \(rounded) ns")
  }

  /// CPU time of this thread: on a shared machine, the clock on the wall would count others' work as well.
  private static func cpuNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
