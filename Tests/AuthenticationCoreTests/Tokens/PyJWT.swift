import AuthenticationCore
import Foundation
import Testing

/// Python's PyJWT as a judge: one process for many tokens.
enum PyJWT {
  struct Verdict: Decodable {
    let verified: Int
    /// Why each of the others was refused.
    let refused: [String]
  }

  private struct Exhibit: Encodable {
    let token: String
    let secret: String
    let issuer: String
    let audience: [String]
    let claims: MintedClaims
  }

  /// The interpreter of `AUTH_TEST_PYTHON`, or that of the package's own environment.
  private static let interpreter: URL = {
    if let path = ProcessInfo.processInfo.environment["AUTH_TEST_PYTHON"] { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    return package.appending(path: ".venv/bin/python")
  }()

  static let isInstalled = FileManager.default.isExecutableFile(atPath: interpreter.path)
  static let hint: Comment = "needs PyJWT: run scripts/setup.sh python"

  /// Has the tokens verified and their claims compared.
  static func judge(_ mintings: [RandomMinting]) throws -> Verdict {
    let script = try #require(Bundle.module.url(forResource: "judge", withExtension: "py", subdirectory: "Fixtures"))
    let exhibits = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID()).jsonl")
    defer { try? FileManager.default.removeItem(at: exhibits) }
    let lines = try mintings.map { minting in
      try JSONEncoder().encode(
        Exhibit(
          token: minting.token, secret: minting.secret, issuer: minting.policy.issuer,
          audience: minting.policy.audience, claims: MintedClaims(minting)))
    }
    try Data(lines.joined(separator: Data("\n".utf8))).write(to: exhibits)

    let process = Process()
    process.executableURL = interpreter
    process.arguments = [script.path, exhibits.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let verdict = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try JSONDecoder().decode(Verdict.self, from: verdict)
  }
}
