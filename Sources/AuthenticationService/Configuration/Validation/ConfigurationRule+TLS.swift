extension ConfigurationRule {
  /// What TLS of our own asks for.
  static let tls = [
    ConfigurationRule([TLS.certificate.name, TLS.key.name]) { configuration in
      switch (configuration.tls.certificate, configuration.tls.key) {
      case (.some, nil): "needs TLS_KEY_FILE with its key"
      case (nil, .some): "is required when TLS_KEY_FILE is set"
      case (let certificate?, let key?) where !key.isKey(of: certificate):
        "names a certificate that does not belong to the key of TLS_KEY_FILE"
      default: nil
      }
    },
    ConfigurationRule([TLS.clientAuthorities.name, TLS.certificate.name]) { configuration in
      configuration.tls.clientAuthorities != nil && configuration.tls.certificate == nil
        ? "needs TLS_CERT_FILE and TLS_KEY_FILE: without TLS no client shows a certificate" : nil
    },
    ConfigurationRule([TLS.clientAuthentication.name, TLS.clientAuthorities.name]) { configuration in
      configuration.tls.clientAuthentication == .required && configuration.tls.clientAuthorities == nil
        ? "needs TLS_CLIENT_CA_FILE with the authorities that may vouch for clients" : nil
    },
    ConfigurationRule([Gateway.proof.name, TLS.certificate.name, TLS.clientAuthorities.name]) { configuration in
      guard configuration.gateway.proof == .mtls else { return nil }
      return configuration.tls.certificate == nil || configuration.tls.clientAuthorities == nil
        ? "needs TLS_CERT_FILE, TLS_KEY_FILE and TLS_CLIENT_CA_FILE to be mtls" : nil
    },
    ConfigurationRule([TLS.clientAuthentication.name, Gateway.proof.name]) { configuration in
      configuration.gateway.proof == .mtls && configuration.tls.clientAuthentication == .required
        ? "must be optional with GATEWAY_PROOF=mtls, which answers probes without a certificate and nobody else" : nil
    },
  ]

  private typealias Gateway = ServiceConfiguration.Gateway
  private typealias TLS = ServiceConfiguration.TLS
}
