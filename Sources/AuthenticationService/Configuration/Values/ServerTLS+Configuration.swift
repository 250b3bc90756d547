package import HTTPEdge

extension ServerTLS {
  /// Nil where HTTP is spoken in the clear.
  package init?(_ tls: ServiceConfiguration.TLS) {
    guard let certificate = tls.certificate, let key = tls.key else { return nil }
    self.init(
      certificateChain: certificate.certificates, privateKey: key.key,
      clientCertificates: ClientCertificates(tls), minimumVersion: tls.minimumVersion)
  }
}

extension ServerTLS.ClientCertificates {
  fileprivate init(_ tls: ServiceConfiguration.TLS) {
    guard let file = tls.clientAuthorities else {
      self = .none
      return
    }
    switch tls.clientAuthentication {
    case .optional: self = .optional(authorities: file.certificates)
    case .required: self = .required(authorities: file.certificates)
    }
  }
}

extension ServiceConfiguration.TLS {
  /// The files that it was made from.
  var paths: [String] { [certificate?.path, key?.path, clientAuthorities?.path].compactMap(\.self) }

  /// The same from what the files hold now.
  ///
  /// - Throws: what is wrong with which file, for example that the key is not, or not yet, that of the certificate.
  func readAgain() throws(SettingRefusal) -> ServiceConfiguration.TLS {
    var result = self
    if let certificate { result.certificate = try Self.read(Self.certificate, certificate.path) }
    if let key { result.key = try Self.read(Self.key, key.path) }
    if let clientAuthorities {
      result.clientAuthorities = try Self.read(Self.clientAuthorities, clientAuthorities.path)
    }
    if let certificate = result.certificate, let key = result.key, !key.isKey(of: certificate) {
      throw SettingRefusal(
        "\(Self.certificate.name) names a certificate that does not belong to the key of \(Self.key.name)")
    }
    return result
  }

  private static func read<Value>(_ setting: Setting<Value?>, _ path: String) throws(SettingRefusal) -> Value? {
    do throws(SettingRefusal) {
      return try setting.type.parse(path)
    } catch {
      throw SettingRefusal("\(setting.name) \(error.reason)")
    }
  }
}
