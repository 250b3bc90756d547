import ArgumentParser
import Glibc
import NIOCore
import NIOPosix
import RedisClient
import Synchronization

/// Reads keys that are there from a Redis, many at a time over one connection, each caller waiting for its own reply.
struct RedisGetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redis-get",
    abstract: "Reads consumer:0 to consumer:999 in turn, 400 bytes each, and prints the CPU time as JSON.")

  private static let keys = (0..<1000).map { "consumer:\($0)" }
  private static let length = 400

  @Option(help: "The port of a Redis on 127.0.0.1.")
  var port: Int

  @Option(help: "Reads that are measured, after a tenth of them to warm up.")
  var operations = 200_000

  @Option(help: "Callers at a time.")
  var concurrency = 64

  func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let connector = RedisConnector(on: group, access: RedisAccess())
    let node = RedisNode(.tcp(host: "127.0.0.1", port: port), connector: connector, policy: ReconnectPolicy())
    let client = RedisClient(StandaloneTopology(node), connector: connector)
    let connecting = Task { await client.run() }
    await client.topology.firstAttempt()
    try await read(operations / 10, with: client)
    let (cpu, wall) = (Self.cpuMicroseconds(), ContinuousClock.now)
    try await read(operations, with: client)
    let used = Self.cpuMicroseconds() - cpu
    let seconds = wall.duration(to: .now) / .seconds(1)
    print(#"{"operations":\#(operations),"cpu_us":\#(used),"wall_s":\#(seconds)}"#)
    connecting.cancel()
  }

  private func read(_ count: Int, with client: RedisClient) async throws {
    let counter = Counter()
    try await withThrowingDiscardingTaskGroup { group in
      for _ in 0..<concurrency {
        group.addTask {
          while true {
            let index = counter.next()
            guard index < count else { return }
            let value = try await client.get(Self.keys[index % Self.keys.count], within: .seconds(10))
            guard value?.readableBytes == Self.length else { throw WrongResult(description: "no value of 400 bytes") }
          }
        }
      }
    }
  }

  /// User and system time of this process.
  private static func cpuMicroseconds() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
      + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
  }

  /// Hands out numbers from 0.
  private final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
  }
}
