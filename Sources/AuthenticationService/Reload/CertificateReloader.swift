import Events
package import HTTPEdge
package import Logging
import ServiceLifecycle

/// Looks at the files of TLS every few seconds, and shows new connections what is new in them.
///
/// By their status, like ``FileWatch``: it follows the links by which Kubernetes exchanges the files of a secret. What cannot
/// be used changes nothing, and is tried again at every look: in the middle of a rotation the key is not yet that of the
/// certificate.
package struct CertificateReloader: Service {
  private let tls: ServiceConfiguration.TLS
  private let slot: TLSContextSlot
  private let interval: Duration
  private let onReload: @Sendable (Bool) -> Void
  private let logger: Logger

  /// Makes a reloader.
  ///
  /// - Parameters:
  ///   - tls: what is in the slot, and where it came from.
  ///   - interval: from one look to the next.
  ///   - onReload: is told of every new version of the files whether it could be used.
  package init(
    _ tls: ServiceConfiguration.TLS, in slot: TLSContextSlot, every interval: Duration = .seconds(2), logger: Logger,
    onReload: @escaping @Sendable (Bool) -> Void = { _ in }
  ) {
    self.tls = tls
    self.slot = slot
    self.interval = interval
    self.onReload = onReload
    self.logger = logger
  }

  /// Looks until the graceful shutdown.
  package func run() async {
    await cancelWhenGracefulShutdown { [self] in
      var current = tls
      // Nothing is known of the files at the time when they were read; the first look finds out.
      var used: [FileStamp?] = []
      var refused: [FileStamp?] = []
      while !Task.isCancelled {
        // Before the files are read: what changes meanwhile is found at the next look.
        let stamps = tls.paths.map { FileStamp(of: $0) }
        if stamps != used {
          do throws(SettingRefusal) {
            current = try show(try current.readAgain())
            used = stamps
            refused = []
          } catch {
            if stamps != refused { report(error) }
            refused = stamps
          }
        }
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// Shows what the files hold, unless it is what is shown already.
  private func show(_ tls: ServiceConfiguration.TLS) throws(SettingRefusal) -> ServiceConfiguration.TLS {
    guard let new = ServerTLS(tls), new != slot.tls else { return tls }
    do throws(TLSFault) {
      try slot.replace(with: new)
    } catch {
      throw SettingRefusal(error.reason)
    }
    logger.notice(
      .tlsReloaded, "New connections use the new certificate, key and client authorities",
      ["expires": "\(slot.tls.expiry)"])
    onReload(true)
    return tls
  }

  private func report(_ refusal: SettingRefusal) {
    logger.error(
      .tlsReloadFailed, "Certificate not reloaded: its files have faults, and the former one is shown",
      ["fault": "\(refusal.reason)"])
    onReload(false)
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension CertificateReloader: CustomStringConvertible {
  package var description: String { "CertificateReloader" }
}
