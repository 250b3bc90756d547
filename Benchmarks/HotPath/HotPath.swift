import ArgumentParser

/// Measures parts of the service apart from the rest.
@main
struct HotPath: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "HotPath",
    abstract: "Measures parts of the service apart from the rest.",
    subcommands: [WorkloadCommand.self, RedisGetCommand.self, HitRateCommand.self],
    defaultSubcommand: WorkloadCommand.self)
}
