package import NIOSSL

/// Certificates from a PEM file.
package struct CertificateFile: Sendable {
  package let path: String
  /// At least one, in the order of the file.
  package let certificates: [NIOSSLCertificate]

  /// Reads a file.
  init(path: String) throws(SettingRefusal) {
    let bytes = try RegularFile.content(at: path, limit: 4 << 20)
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
      throw SettingRefusal("names a file without a certificate in PEM")
    }
    self.path = path
    self.certificates = certificates
  }
}

/// A private key from a PEM file; neither path nor key says anything about what is in it.
package struct PrivateKeyFile: Sendable {
  package let path: String
  package let key: NIOSSLPrivateKey

  /// Reads a file.
  init(path: String) throws(SettingRefusal) {
    let bytes = try RegularFile.content(at: path, limit: 64 << 10)
    guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
      throw SettingRefusal("names a file without a private key in PEM that needs no passphrase")
    }
    self.path = path
    self.key = key
  }
}

extension PrivateKeyFile {
  /// Whether this is the key of the first certificate in a file.
  func isKey(of file: CertificateFile) -> Bool {
    var configuration = TLSConfiguration.makeClientConfiguration()
    // Those of the system would be read for nothing.
    configuration.trustRoots = .certificates([])
    configuration.certificateChain = file.certificates.map { .certificate($0) }
    configuration.privateKey = .privateKey(key)
    return (try? NIOSSLContext(configuration: configuration)) != nil
  }
}

extension SettingType<CertificateFile> {
  /// A file of certificates.
  static var certificates: Self {
    SettingType(label: "file of certificates (PEM)", format: \.path) { text throws(SettingRefusal) in
      try CertificateFile(path: text)
    }
  }
}

extension SettingType<CertificateFile> {
  /// A file of certificates, one of which is a root.
  static var authorities: Self {
    SettingType(label: "file of root certificates (PEM)", format: \.path) { text throws(SettingRefusal) in
      let file = try CertificateFile(path: text)
      guard file.certificates.contains(where: \.isRoot) else {
        throw SettingRefusal("names a file without a root certificate: everybody would be shut out")
      }
      return file
    }
  }
}

extension SettingType<PrivateKeyFile> {
  /// A file with a private key.
  static var privateKey: Self {
    SettingType(label: "file with a private key (PEM)", format: \.path) { text throws(SettingRefusal) in
      try PrivateKeyFile(path: text)
    }
  }
}
