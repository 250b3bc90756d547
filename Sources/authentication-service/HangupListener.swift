import ServiceLifecycle
import UnixSignals

/// Hears SIGHUP, which then no longer ends the process.
struct HangupListener: Service {
  let onHangup: @Sendable () -> Void

  func run() async {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { onHangup() }
  }
}
