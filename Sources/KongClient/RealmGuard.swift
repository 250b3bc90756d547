import AuthenticationCore
import NIOCore
import Synchronization

/// Makes sure, once per process, that the realm of a Konnect control plane exists.
///
/// Those who come while it is being found out wait for the one attempt. An attempt that fails is not remembered.
final class RealmGuard: Sendable {
  private let plane: KonnectControlPlane
  private let transport: AdminTransport
  private let limit: Duration
  private let sleep: Sleep
  private let attempts = RequestCoalescer<Void>()
  private let isEnsured = Atomic(false)

  /// Makes a guard whose attempts take no longer than `limit`, however many come to wait for them.
  init(of plane: KonnectControlPlane, transport: AdminTransport, limit: Duration, sleep: @escaping Sleep) {
    self.plane = plane
    self.transport = transport
    self.limit = limit
    self.sleep = sleep
  }

  /// Returns when the realm exists.
  func ensure() async throws(UnavailableCause) {
    if isEnsured.load(ordering: .acquiring) { return }
    do throws(CredentialLookupError) {
      try await attempts.value(for: plane.realm) { [self] () async throws(CredentialLookupError) in
        // Between our look at the mark and this attempt another one may have succeeded.
        if isEnsured.load(ordering: .acquiring) { return }
        do throws(UnavailableCause) {
          try await withTimeLimit(limit, sleep: sleep) { [self] () async throws(UnavailableCause) in
            try await findOrCreate()
          }
        } catch {
          throw .unavailable(error)
        }
        isEnsured.store(true, ordering: .releasing)
      }
    } catch {
      switch error {
      case .unavailable(let cause): throw cause
      // Only who is cancelled hears of it, and whose time is up.
      case .cancelled, .notFound, .wrongConsumer, .creationFailed, .circuitOpen, .overloaded: throw .timeout
      }
    }
  }

  private func findOrCreate() async throws(UnavailableCause) {
    let realm = try await transport.get(plane.realmURL)
    if realm.isSuccess { return }
    guard realm.status == 404 else { throw realm.cause }
    // Neither name nor id has a character that JSON would want escaped.
    let created = try await transport.post(
      #"{"name":"\#(plane.realm)","allowed_control_planes":["\#(plane.id)"]}"#, to: plane.realmsURL)
    guard created.isSuccess || created.saysThatRealmExists else { throw created.cause }
  }
}

extension AdminAnswer {
  /// Whether another replica was faster, or the realm cannot be found by its name, as it seems to be with Konnect.
  fileprivate var saysThatRealmExists: Bool {
    status == 409 || status == 400 && String(buffer: body).contains("realm name must be unique")
  }
}
