extension ServiceConfiguration {
  /// What others may do to the process.
  package struct Process: Sendable, Equatable {
    /// Whether what is in memory, secrets among it, may leave it as a core dump or through a debugger.
    package var allowsCoreDumps: Bool
  }
}

extension ServiceConfiguration.Process {
  static let allowsCoreDumps = Setting(
    "process.allowCoreDumps", "ALLOW_CORE_DUMPS", .boolean, default: false,
    "Whether a crash may leave a core dump, and debuggers may attach; both show secrets. Otherwise `serve` forbids them."
  )

  init(from settings: inout SettingsReader) {
    settings.section = "Process"
    allowsCoreDumps = settings.value(of: Self.allowsCoreDumps)
  }
}
