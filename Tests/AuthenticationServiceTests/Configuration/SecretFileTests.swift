import AuthenticationCore
import AuthenticationService
import FoundationEssentials
import RedisClient
import Testing

final class SecretFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private func file(_ content: String) throws -> String {
    let file = folder.appending(path: "token")
    try content.write(to: file, atomically: false, encoding: .utf8)
    return file.path
  }

  private func reason(_ path: String) -> String? {
    ServiceConfiguration.faults(["KONG_ADMIN_TOKEN_FILE": path]).first?.message
  }

  @Test(arguments: ["from-a-file", "from-a-file\n", "  from-a-file\r\n\n"])
  func `a secret is read from its file without the white space around it`(content: String) throws {
    let configuration = try ServiceConfiguration.load(["KONG_ADMIN_TOKEN_FILE": try file(content)])
    #expect(configuration.kong.adminToken?.exposed == "from-a-file")
  }

  @Test func `a mounted secret is a symbolic link`() throws {
    let link = folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: try file("linked"))
    let configuration = try ServiceConfiguration.load(["KONG_ADMIN_TOKEN_FILE": link.path])
    #expect(configuration.kong.adminToken?.exposed == "linked")
  }

  @Test func `the variable wins over the file`() throws {
    let configuration = try ServiceConfiguration.load([
      "KONG_ADMIN_TOKEN": "from-a-variable", "KONG_ADMIN_TOKEN_FILE": try file("from-a-file"),
    ])
    #expect(configuration.kong.adminToken?.exposed == "from-a-variable")
  }

  @Test func `what cannot be a secret is refused with its reason`() throws {
    #expect(reason(folder.appending(path: "absent").path) == "names a file that cannot be opened")
    #expect(reason(folder.path) == "must name a regular file")
    #expect(reason("/dev/zero") == "must name a regular file")
    #expect(reason(try file(" \n")) == "names an empty file")
    #expect(reason(try file("two words")) == "must consist of visible ASCII characters without spaces")
    #expect(reason(try file(String(repeating: "a", count: 8193))) == "names a file of more than 8192 bytes")
  }

  @Test(arguments: [
    ("REDIS_URL", "rediss://user:secret@redis:6380/3"), ("REDIS_PASSWORD", "pass word"),
    ("REDIS_SENTINEL_PASSWORD", "other word"), ("MANAGEMENT_TOKEN", "operators"),
  ])
  func `the secrets of sharing and of operators may stand in files`(variable: String, text: String) throws {
    let path = try file("\(text)\n")
    let untouched = try ServiceConfiguration.load([:])
    let configuration = try ServiceConfiguration.load(["\(variable)_FILE": path])
    #expect(secret(variable, configuration) == text)
    #expect(secret(variable, untouched) == nil)
  }

  private func secret(_ variable: String, _ configuration: ServiceConfiguration) -> String? {
    switch variable {
    case "REDIS_URL":
      configuration.redis.url.map { url in
        "rediss://\(url.username ?? ""):\(url.password ?? "")@\(url.address)/\(url.database ?? 0)"
      }
    case "REDIS_PASSWORD": configuration.redis.password?.exposed
    case "REDIS_SENTINEL_PASSWORD": configuration.redis.sentinelPassword?.exposed
    default: configuration.management.token?.exposed
    }
  }

  @Test func `a token from a file counts in production`() throws {
    let path = try file("0123456789abcdef0123456789abcdef\n")
    let changes = ["KONG_ADMIN_TOKEN": nil, "KONG_ADMIN_TOKEN_FILE": path]
    #expect(ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction).isEmpty)
  }
}
