import Telemetry

extension ServiceMetrics {
  static let cpuUsage = InstrumentDeclaration(
    "process_cpu_usage_percent", .gauge, unit: "%",
    "Processor time of the process since the last look, in percent of one processor.")
  static let eventLoopDelay = InstrumentDeclaration(
    "process_event_loop_delay_seconds", .histogram(bounds: timeBounds), unit: "s",
    "By how much event loops are late, looked at every second.")
  static let systemMemory = InstrumentDeclaration(
    "system_memory_total_bytes", .gauge, unit: "By", "Memory of the machine.")
  static let systemMemoryFree = InstrumentDeclaration(
    "system_memory_free_bytes", .gauge, unit: "By", "Memory of the machine that programs could have.")
  static let systemMemoryUsage = InstrumentDeclaration(
    "system_memory_usage_bytes", .gauge, unit: "By", "Memory of the machine that they could not.")
  static let loadAverage = InstrumentDeclaration(
    "system_load_average", .gauge, unit: "1", "Threads of the machine that run or wait to, over the last minute.")
  static let networkReceived = InstrumentDeclaration(
    "network_bytes_received_total", .counter, unit: "By",
    "Bytes that came over all interfaces of the container but loopback.")
  static let networkSent = InstrumentDeclaration(
    "network_bytes_sent_total", .counter, unit: "By", "Bytes that left over them.")

  static let system = [
    systemMemory, systemMemoryFree, systemMemoryUsage, loadAverage, networkReceived, networkSent,
  ]
}
