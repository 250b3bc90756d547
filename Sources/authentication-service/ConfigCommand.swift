import ArgumentParser
import AuthenticationService
import FoundationEssentials

/// Looks at the configuration without running anything.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Checks, prints or documents the configuration.",
    discussion: """
      Reads the same environment, and the same files that it names, as the service would.

      EXAMPLES
        authentication-service config check
        CONFIG_FILE=/etc/authentication-service.json authentication-service config print --json
      """,
    subcommands: [Check.self, Print.self, Docs.self]
  )
}

extension ConfigCommand {
  /// Says everything that is wrong, and what is odd.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says everything that is wrong or odd; exits with 0, or 78 with faults.")

    @Flag(help: "Answer with a JSON document.")
    var json = false

    func run() throws {
      let inspection = ConfigurationInspection(environment: ProcessInfo.processInfo.environment)
      StandardStream.output.print(json ? inspection.json : inspection.text)
      if !inspection.faults.isEmpty { throw ServeCommand.faultyConfiguration }
    }
  }

  /// Prints every setting.
  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Prints every setting: its value, where it came from, and its default; exits with 78 if there are faults.")

    @Flag(help: "Answer with a JSON document.")
    var json = false

    func run() throws {
      let loaded = try ServeCommand.load()
      StandardStream.output.print(json ? loaded.json : loaded.text)
    }
  }

  /// Prints the reference.
  struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the reference of all settings as Markdown.")

    func run() throws {
      StandardStream.output.print(ConfigurationReference.markdown.dropLast())
    }
  }
}
