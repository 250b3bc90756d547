import NIOCore
import ServiceLifecycle
import Telemetry

/// Looks every second by how much event loops are late: whatever blocks one delays everybody on it.
struct EventLoopProbe: Service {
  let group: any EventLoopGroup
  let registry: MetricRegistry
  var interval = TimeAmount.seconds(1)

  func run() async {
    let delay = registry.histogram(ServiceMetrics.eventLoopDelay)
    let probes = group.makeIterator().map { [interval] loop in
      let due = NIOLoopBoundBox.makeBoxSendingValue(NIODeadline.now() + interval, eventLoop: loop)
      return loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
        let now = NIODeadline.now()
        delay.record(Double(max(0, (now - due.value).nanoseconds)) / 1e9)
        due.value = now + interval
      }
    }
    try? await gracefulShutdown()
    for probe in probes { probe.cancel() }
  }
}

/// The log of the service group names its parts by this.
extension EventLoopProbe: CustomStringConvertible {
  var description: String { "EventLoopProbe" }
}
