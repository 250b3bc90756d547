import ArgumentParser

/// What can be done about the cache from the command line.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Looks after the cache of running services.",
    subcommands: [CachePurgeCommand.self])
}
