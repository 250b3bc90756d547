import Glibc
import Telemetry

/// What the system knows of this process, shown as instruments.
struct ProcessObservations: Sendable {
  private let clock: WallClock
  private let beginning: ContinuousClock.Instant
  /// Milliseconds since 1970.
  private let startTime: Int64

  init(clock: WallClock) {
    self.clock = clock
    beginning = .now
    startTime = clock.milliseconds()
  }

  func declare(in registry: MetricRegistry) {
    registry.observe(ServiceMetrics.startTime) { [startTime] in [([], Double(startTime) / 1000)] }
    registry.observe(ServiceMetrics.uptime) { [beginning] in [([], beginning.duration(to: .now) / .seconds(1))] }
    for memory in [ServiceMetrics.residentMemory, ServiceMetrics.memoryUsage] {
      registry.observe(memory) { ProcessMemory.resident.map { [([], Double($0))] } ?? [] }
    }
    registry.observe(ServiceMetrics.virtualMemory) { ProcessStatus.current.map { [([], $0.virtualBytes)] } ?? [] }
    registry.observe(ServiceMetrics.cpuTime) { ProcessStatus.current.map { [([], $0.cpuSeconds)] } ?? [] }
    registry.observe(ServiceMetrics.threads) { ProcessStatus.current.map { [([], $0.threads)] } ?? [] }
    let usage = ProcessorUsage()
    registry.observe(ServiceMetrics.cpuUsage) { usage.percent.map { [([], $0)] } ?? [] }
    registry.observe(ServiceMetrics.openDescriptors) { Self.openDescriptors.map { [([], Double($0))] } ?? [] }
    registry.observe(ServiceMetrics.descriptorLimit) { Self.descriptorLimit.map { [([], $0)] } ?? [] }
  }

  /// Entries of `/proc/self/fd`, but for the one that reads them.
  private static var openDescriptors: Int? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // `.`, `..`, and the folder itself.
    return max(0, count - 3)
  }

  private static var descriptorLimit: Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return Double(limit.rlim_cur)
  }
}

/// `/proc/self/stat`, as far as it is of interest (proc(5)).
struct ProcessStatus {
  let cpuSeconds: Double
  let threads: Double
  let virtualBytes: Double

  /// Nil where the system does not say.
  static var current: ProcessStatus? {
    guard let text = ProcessFile.read("/proc/self/stat"), let end = text.lastIndex(of: ")") else { return nil }
    // What follows the name of the program, which may hold anything, begins with field 3.
    let fields = text[text.index(after: end)...].split(separator: " ")
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    guard fields.count > 20, let user = Double(fields[11]), let system = Double(fields[12]),
      let threads = Double(fields[17]), let size = Double(fields[20]), ticks > 0
    else { return nil }
    return ProcessStatus(cpuSeconds: (user + system) / ticks, threads: threads, virtualBytes: size)
  }
}
