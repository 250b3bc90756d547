package import HTTPEdge

extension ServiceConfiguration {
  /// What the service shows to clients over TLS, and what it asks of them; the management surface has no part in it.
  package struct TLS: Sendable {
    /// Whether a client may do without a certificate.
    package enum ClientAuthentication: String, Sendable, CaseIterable {
      case optional, required
    }

    /// Nil where HTTP is spoken in the clear.
    package var certificate: CertificateFile?
    package var key: PrivateKeyFile?
    /// Nil where clients are not asked for a certificate.
    package var clientAuthorities: CertificateFile?
    package var clientAuthentication: ClientAuthentication
    package var minimumVersion: ServerTLS.MinimumVersion
  }
}

extension ServiceConfiguration.TLS {
  static let certificate = Setting<CertificateFile?>(
    "tls.certFile", "TLS_CERT_FILE", .optional(.certificates), default: nil, shown: "none: HTTP in the clear",
    "File with the certificate of the service and its intermediates, in this order: `PORT` then speaks TLS alone; needs "
      + "`TLS_KEY_FILE`. A new version of any of these files is noticed within seconds. `MANAGEMENT_PORT` speaks none.")
  static let key = Setting<PrivateKeyFile?>(
    "tls.keyFile", "TLS_KEY_FILE", .optional(.privateKey), default: nil, shown: "none",
    "File with the key of that certificate, without a passphrase.")
  static let clientAuthorities = Setting<CertificateFile?>(
    "tls.clientCaFile", "TLS_CLIENT_CA_FILE", .optional(.authorities), default: nil,
    shown: "none: clients are not asked for certificates",
    "File with the root authorities that may vouch for clients; a certificate that does not verify ends the handshake.")
  static let clientAuthentication = Setting(
    "tls.clientAuth", "TLS_CLIENT_AUTH", .choice, default: ClientAuthentication.optional,
    "Whether clients may do without a certificate once `TLS_CLIENT_CA_FILE` is set; `required` shuts out probes, and "
      + "`healthcheck` too.")
  static let minimumVersion = Setting(
    "tls.minVersion", "TLS_MIN_VERSION", .choice, default: ServerTLS.MinimumVersion.tls12,
    "Oldest version of TLS that is spoken.")

  init(from settings: inout SettingsReader) {
    settings.section = "TLS"
    certificate = settings.value(of: Self.certificate)
    key = settings.value(of: Self.key)
    clientAuthorities = settings.value(of: Self.clientAuthorities)
    clientAuthentication = settings.value(of: Self.clientAuthentication)
    minimumVersion = settings.value(of: Self.minimumVersion)
  }

  /// Whether a service with these settings speaks TLS, whatever may be in the files.
  package static func isGiven(in sources: SettingSources) -> Bool {
    sources.text(of: certificate) != nil
  }
}
