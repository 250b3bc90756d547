import AuthenticationService

/// Environments: every one is judged, one without faults is loaded, and no report has a secret in it.
///
/// The bytes are lines `NAME=value`, as `env` prints them, or the same with NUL between them.
enum ConfigurationReading {
  /// What stands at the end of every secret, so that it can be looked for.
  private static let mark = "MARKofSECRETS0123456789"

  private static let secrets = Set(
    ServiceConfiguration.declarations.filter(\.isSecret).compactMap(\.variable))

  static func check(_ bytes: [UInt8]) throws(Violation) {
    let separator: UInt8 = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
    var environment: [String: String] = [:]
    for line in bytes.split(separator: separator) {
      let text = String(decoding: line, as: UTF8.self)
      guard let equals = text.firstIndex(of: "=") else { continue }
      environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    // Files are the business of others; what the bytes name must not be opened here.
    for name in environment.keys where ["_FILE", "_CERTIFICATE", "_CLIENT_KEY"].contains(where: name.hasSuffix) {
      environment[name] = nil
    }
    _ = try reports(on: environment)
    let given = environment.filter { secrets.contains($0.key) }
    guard !given.isEmpty else { return }
    for (name, value) in given { environment[name] = value + mark }
    for report in try reports(on: environment) {
      try Violation.unless(!report.contains(mark), "a secret is told")
    }
  }

  private static func reports(on environment: [String: String]) throws(Violation) -> [String] {
    let inspection = ConfigurationInspection(environment: environment)
    let reports = [inspection.text, inspection.json]
    guard inspection.faults.isEmpty else { return reports }
    guard let loaded = try? LoadedConfiguration.load(environment: environment) else {
      throw Violation("refused without a fault")
    }
    return reports + [loaded.text, loaded.json]
  }
}
