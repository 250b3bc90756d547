/// Where a sandbox listens and what it starts with.
package struct SandboxConfiguration: Sendable {
  /// The address of both doors.
  package var host: String
  /// Ports on it; 0 lets the system choose.
  package var adminPort: Int
  package var proxyPort: Int
  /// What clients of the Admin API must send as `Kong-Admin-Token`; nil asks for none.
  package var adminToken: String?
  /// Nil starts with ``SandboxSeed/demo(now:)``.
  package var seed: KongState?
  package var source: ValueSource

  /// Makes a configuration.
  ///
  /// - Parameter host: nil gives the sandbox a loopback address of its own, so that while one of its doors is closed nobody
  ///   else can open one in the same place.
  package init(
    host: String? = nil, adminPort: Int = 0, proxyPort: Int = 0, adminToken: String? = nil, seed: KongState? = nil,
    source: ValueSource = .system
  ) {
    self.host = host ?? Self.ownLoopbackAddress()
    self.adminPort = adminPort
    self.proxyPort = proxyPort
    self.adminToken = adminToken
    self.seed = seed
    self.source = source
  }

  /// One of the sixteen million addresses of 127.0.0.0/8.
  private static func ownLoopbackAddress() -> String {
    "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"
  }
}
