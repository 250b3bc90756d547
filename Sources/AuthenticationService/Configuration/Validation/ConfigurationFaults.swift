/// One thing that is wrong with the configuration.
package struct ConfigurationFault: Sendable, Equatable {
  /// The environment variable at fault.
  package var variable: String
  /// What is wrong and what would be right; never the value itself, which may be a secret in the wrong place.
  package var message: String

  package init(_ variable: String, _ message: String) {
    self.variable = variable
    self.message = message
  }
}

/// Everything that is wrong with the configuration, found in one go.
package struct ConfigurationFaults: Error, Sendable, Equatable {
  /// At least one, in the order of the reference; relations between variables come last.
  package var all: [ConfigurationFault]

  package init(_ all: [ConfigurationFault]) {
    self.all = all
  }
}

extension ConfigurationFaults: CustomStringConvertible {
  /// What the operator reads: a heading to search for, one line per fault, and where to look.
  package var description: String {
    var lines = ["Invalid environment configuration:"]
    lines += all.map { "  - \($0.variable): \($0.message)" }
    lines.append("")
    lines.append("Help: Check docs/configuration.md for correct format and ensure all required variables are set.")
    return lines.joined(separator: "\n")
  }
}
