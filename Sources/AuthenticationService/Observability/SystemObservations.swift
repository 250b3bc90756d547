import Synchronization
import Telemetry

/// What the system knows of the machine, or of the container, shown as instruments.
enum SystemObservations {
  static func declare(in registry: MetricRegistry) {
    registry.observe(ServiceMetrics.systemMemory) { SystemMemory.current.map { [([], $0.total)] } ?? [] }
    registry.observe(ServiceMetrics.systemMemoryFree) { SystemMemory.current.map { [([], $0.available)] } ?? [] }
    registry.observe(ServiceMetrics.systemMemoryUsage) {
      SystemMemory.current.map { [([], $0.total - $0.available)] } ?? []
    }
    registry.observe(ServiceMetrics.loadAverage) { loadAverage.map { [([], $0)] } ?? [] }
    // Counters begin with the process, and what they look at before it.
    let before = NetworkTraffic.current ?? NetworkTraffic()
    registry.observe(ServiceMetrics.networkReceived) {
      NetworkTraffic.current.map { [([], max(0, $0.received - before.received))] } ?? []
    }
    registry.observe(ServiceMetrics.networkSent) {
      NetworkTraffic.current.map { [([], max(0, $0.sent - before.sent))] } ?? []
    }
  }

  /// The first number of `/proc/loadavg`.
  private static var loadAverage: Double? {
    ProcessFile.read("/proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) }
  }
}

/// `/proc/meminfo`, as far as it is of interest (proc(5)).
private struct SystemMemory {
  /// Bytes.
  let total: Double
  /// Bytes.
  let available: Double

  /// Nil where the system does not say.
  static var current: SystemMemory? {
    var kilobytes: [Substring: Double] = [:]
    for line in (ProcessFile.read("/proc/meminfo") ?? "").split(separator: "\n").prefix(8) {
      let parts = line.split(whereSeparator: { $0 == ":" || $0 == " " })
      if parts.count > 1 { kilobytes[parts[0]] = Double(parts[1]) }
    }
    guard let total = kilobytes["MemTotal"], let available = kilobytes["MemAvailable"] else { return nil }
    return SystemMemory(total: total * 1024, available: available * 1024)
  }
}

/// `/proc/self/net/dev`: what has passed the interfaces of this network namespace.
private struct NetworkTraffic {
  /// Bytes.
  var received = 0.0
  /// Bytes.
  var sent = 0.0

  /// Nil where the system does not say.
  static var current: NetworkTraffic? {
    guard let text = ProcessFile.read("/proc/self/net/dev") else { return nil }
    var traffic = NetworkTraffic()
    // Two lines of headings; then the name, eight numbers of what came and eight of what left.
    for line in text.split(separator: "\n").dropFirst(2) {
      let parts = line.split(whereSeparator: { $0 == ":" || $0 == " " })
      guard parts.count > 9, parts[0] != "lo", let received = Double(parts[1]), let sent = Double(parts[9]) else {
        continue
      }
      traffic.received += received
      traffic.sent += sent
    }
    return traffic
  }
}

/// How busy the process was between two looks.
final class ProcessorUsage: Sendable {
  /// Looks that follow closer upon one another see the same, since the system counts in hundredths of a second.
  private static let interval = Duration.seconds(1)

  private struct Look {
    var time: ContinuousClock.Instant
    var seconds: Double
    var percent: Double
  }

  private let last: Mutex<Look>

  init() {
    last = Mutex(Look(time: .now, seconds: ProcessStatus.current?.cpuSeconds ?? 0, percent: 0))
  }

  /// In percent of one processor; nil where the system does not say.
  var percent: Double? {
    guard let seconds = ProcessStatus.current?.cpuSeconds else { return nil }
    return last.withLock { last in
      let now = ContinuousClock.now
      let time = last.time.duration(to: now)
      guard time >= Self.interval else { return last.percent }
      last = Look(time: now, seconds: seconds, percent: (seconds - last.seconds) / (time / .seconds(1)) * 100)
      return last.percent
    }
  }
}
