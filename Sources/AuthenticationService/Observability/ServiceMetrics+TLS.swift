import Telemetry

extension ServiceMetrics {
  static let tlsHandshakes = InstrumentDeclaration(
    "tls_handshakes_total", .counter, unit: "1",
    "Connections by what came of their handshake: `completed`, `failed`, `abandoned` by the client, `timeout`.",
    attributes: ["result"])
  static let tlsCertificateExpiry = InstrumentDeclaration(
    "tls_certificate_expiry_seconds", .gauge, unit: "s",
    "When the certificate that clients are shown expires, or the first of its intermediates, since 1970.")
  static let tlsReloads = InstrumentDeclaration(
    "tls_reloads_total", .counter, unit: "1", "New versions of the files of TLS, by whether they could be used.",
    attributes: ["result"])

  static let tls = [tlsHandshakes, tlsCertificateExpiry, tlsReloads]
}
