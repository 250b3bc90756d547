import Foundation
import KongSandbox
import RedisTestSupport
import Testing

/// The service as a container should run it: a user of no importance, no capabilities, nothing to write to, nothing to look into.
@Suite(.timeLimit(.minutes(2))) struct HardenedProcessTests {
  /// The user of the image.
  private static let user = "65532"

  private static let setpriv = Tool.find("setpriv").map {
    [
      $0.path, "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs", "--bounding-set=-all",
      "--inh-caps=-all",
    ]
  }

  private static let isRoot = geteuid() == 0

  private static let needsTools: Comment = "needs root, setpriv, bwrap and strace"

  @Test func `a crash leaves no core dump`() async throws {
    let limits = try await Self.serve { process, _ in
      try String(contentsOfFile: "/proc/\(process.identifier)/limits", encoding: .utf8)
    }
    let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
    #expect(line.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
  }

  @Test(
    .enabled(if: isRoot && setpriv != nil, "needs root and setpriv"),
    arguments: [([:], 0), (["ALLOW_CORE_DUMPS": "true"], 65_532)])
  func `its memory and environment are root's, unless dumps are allowed`(variables: [String: String], owner: Int)
    async throws
  {
    let found = try await Self.serve(variables, by: Self.setpriv ?? []) { process, _ in
      try ["environ", "mem", "maps"].map {
        try FileManager.default.attributesOfItem(atPath: "/proc/\(process.identifier)/\($0)")[.ownerAccountID] as? Int
      }
    }
    #expect(found == [owner, owner, owner])
  }

  @Test(.enabled(if: isRoot && setpriv != nil, "needs root and setpriv"))
  func `another process of its user can read neither its environment nor its memory`() async throws {
    let launcher = Self.setpriv ?? []
    let answers = try await Self.serve(by: launcher) { process, _ in
      var answers: [String] = []
      for file in ["environ", "mem", "auxv"] {
        let program = URL(filePath: launcher[0])
        let arguments = launcher.dropFirst() + ["/bin/cat", "/proc/\(process.identifier)/\(file)"]
        answers += try await Tool.run(program, Array(arguments))
      }
      return answers
    }
    #expect(answers.count == 3)
    #expect(answers.allSatisfy { $0.hasSuffix("Permission denied") }, "\(answers)")
  }

  @Test(.enabled(if: isRoot && setpriv != nil, "needs root and setpriv"))
  func `it still measures itself`() async throws {
    let text = try await Self.serve(by: Self.setpriv ?? []) { _, port in
      try await Client(base: "http://127.0.0.1:\(port)").get("/metrics?format=prometheus").body
    }
    for name in [
      "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_cpu_seconds_total", "process_threads",
      "file_descriptor_usage",
    ] {
      #expect(text.contains("\n\(name) "), "\(name) is missing")
    }
  }

  @Test(
    .enabled(
      if: isRoot && setpriv != nil && Tool.find("bwrap") != nil && Tool.find("strace") != nil, needsTools))
  func `it needs nothing to write to, and tries to write nothing`() async throws {
    let folder = try TemporaryFolder()
    let trace = folder.url.appending(path: "trace")
    let launcher = try Self.tracer(to: trace) + (Self.setpriv ?? []) + Self.sandbox()
    let statuses = try await Self.serve(by: launcher) { process, port in
      defer { kill(Self.youngest(of: process.identifier), SIGTERM) }
      let client = Client(base: "http://127.0.0.1:\(port)")
      return [
        try await client.get("/health/live").status, try await client.get("/metrics").status,
        try await client.get("/tokens", as: "nobody").status,
      ]
    }
    #expect(statuses == [200, 200, 503])
    let calls = try String(contentsOf: trace, encoding: .utf8).split(separator: "\n")
    // Everything before is the sandbox's own furniture.
    let start = try #require(calls.lastIndex { $0.contains("execve(") && $0.contains("authentication-service") })
    let writes = calls[start...].filter { call in
      ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TMPFILE"].contains { call.contains($0) }
        || ["creat(", "mkdir", "unlink", "rename", "truncate", "link(", "linkat(", "chmod", "mknod"].contains {
          call.contains($0)
        }
    }
    #expect(calls.count > start + 10)
    // The thread sanitizer, where the tests run under it, keeps a file of its own.
    #expect(writes.filter { !$0.contains("readlink") && !$0.contains("/tsan.rodata.") } == [])
  }

  // MARK: Helpers

  /// Starts a service whose Kong is nowhere, and gives it and its port to `body`.
  private static func serve<Result: Sendable>(
    _ variables: [String: String] = [:], by launcher: [String] = [],
    _ body: (ServiceProcess, Int) async throws -> Result
  ) async throws -> Result {
    let port = try await LocalPort.free()
    let admin = "127.0.0.1:\(try await LocalPort.free())"
    let all = ServeCommandTests.variables(port: port, admin: admin).merging(variables) { $1 }
    return try await ServiceProcess.serve(all, by: launcher) { process, _ in try await body(process, port) }.0
  }

  private static func tracer(to file: URL) throws -> [String] {
    let calls =
      "execve,open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,truncate,ftruncate,"
      + "link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,mknod,mknodat"
    return [try #require(Tool.find("strace")).path, "-f", "-qq", "-e", "trace=\(calls)", "-o", file.path]
  }

  /// A file system that can only be read, and no capability.
  private static func sandbox() throws -> [String] {
    [
      try #require(Tool.find("bwrap")).path, "--unshare-user", "--unshare-pid", "--unshare-ipc", "--ro-bind", "/", "/",
      "--proc", "/proc", "--dev", "/dev", "--cap-drop", "ALL", "--die-with-parent",
    ]
  }

  /// The last of a chain of only children.
  private static func youngest(of process: Int32) -> Int32 {
    let children = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    guard let child = children?.split(separator: " ").first.flatMap({ Int32($0) }) else { return process }
    return youngest(of: child)
  }
}
