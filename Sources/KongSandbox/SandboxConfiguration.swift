/// Where a sandbox listens and what it starts with.
package struct SandboxConfiguration: Sendable {
  /// Ports on 127.0.0.1; 0 lets the system choose.
  package var adminPort: Int
  package var proxyPort: Int
  /// What clients of the Admin API must send as `Kong-Admin-Token`; nil asks for none.
  package var adminToken: String?
  /// Nil starts with ``SandboxSeed/demo(now:)``.
  package var seed: KongState?
  package var source: ValueSource

  package init(
    adminPort: Int = 0, proxyPort: Int = 0, adminToken: String? = nil, seed: KongState? = nil,
    source: ValueSource = .system
  ) {
    self.adminPort = adminPort
    self.proxyPort = proxyPort
    self.adminToken = adminToken
    self.seed = seed
    self.source = source
  }
}
