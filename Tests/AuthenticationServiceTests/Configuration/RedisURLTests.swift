import AuthenticationService
import RedisClient
import Testing

/// What `REDIS_URL` may say.
struct RedisURLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let address: RedisAddress
    var usesTLS = false
    var username: String?
    var password: String?
    var database: Int?

    var testDescription: String { text }
  }

  static func server(
    _ text: String, _ host: String = "redis", _ port: Int = 6379, usesTLS: Bool = false, username: String? = nil,
    password: String? = nil, database: Int? = nil
  ) -> Row {
    Row(
      text: text, address: .tcp(host: host, port: port), usesTLS: usesTLS, username: username, password: password,
      database: database)
  }

  static let servers: [Row] = [
    server("redis://redis"), server("redis://redis/"), server("redis://redis:6379"), server("REDIS://redis"),
    server("redis://redis:1", "redis", 1), server("redis://redis:65535", "redis", 65_535),
    server("rediss://redis.example.com:6380", "redis.example.com", 6380, usesTLS: true),
    server("Rediss://redis", usesTLS: true),
    server("redis://redis/0", database: 0), server("redis://redis/15", database: 15),
    server("redis://redis/16", database: 16), server("redis://redis:6379/007", database: 7),
    server("redis://:secret@redis", password: "secret"),
    server("redis://user@redis", username: "user"), server("redis://user:@redis", username: "user"),
    server("redis://:@redis"), server("redis://@redis"),
    server("redis://user:secret@redis/3", username: "user", password: "secret", database: 3),
    server("redis://u%40s%3Ar:p%40s%2Fs%3A%25%23%3F@redis", username: "u@s:r", password: "p@s/s:%#?"),
    server("redis://:%C3%A4%20b@redis", password: "ä b"), server("redis://:a+b@redis", password: "a+b"),
    server("redis://:a:b@redis", password: "a:b"), server("redis://:a!$&'()*,;=b@redis", password: "a!$&'()*,;=b"),
    server("redis://10.0.0.1:6380", "10.0.0.1", 6380), server("redis://[::1]", "::1"),
    server(
      "rediss://:secret@[2001:db8::1]:6380/2", "2001:db8::1", 6380, usesTLS: true, password: "secret", database: 2),
  ]

  static let sockets: [Row] = [
    Row(text: "unix:///run/redis.sock", address: .unix(path: "/run/redis.sock")),
    Row(text: "unix:/run/redis.sock", address: .unix(path: "/run/redis.sock")),
    Row(text: "unix:///run/a%20b.sock", address: .unix(path: "/run/a b.sock")),
    Row(text: "unix:///run/redis.sock?db=4", address: .unix(path: "/run/redis.sock"), database: 4),
    Row(text: "unix:///run/redis.sock?db=", address: .unix(path: "/run/redis.sock")),
    Row(text: "unix:///run/redis.sock?x=1&db=4", address: .unix(path: "/run/redis.sock"), database: 4),
    Row(
      text: "unix://user:secret@/run/redis.sock?db=0", address: .unix(path: "/run/redis.sock"), username: "user",
      password: "secret", database: 0),
  ]

  @Test(arguments: servers + sockets) func `a URL is taken apart`(row: Row) throws {
    let url = try #require(try ServiceConfiguration.load(["REDIS_URL": row.text]).redis.url)
    #expect(url.address == row.address)
    #expect(url.usesTLS == row.usesTLS)
    #expect(url.username == row.username)
    #expect(url.password == row.password)
    #expect(url.database == row.database)
  }

  static let form = "must be a redis, rediss or unix URL, such as redis://redis:6379"
  static let host = "must be a URL with a host"
  static let port = "must have a port from 1 to 65535"
  static let number = "must name a database by its number, such as redis://redis:6379/0"
  static let socket = "must name a socket by its whole path, such as unix:///run/redis.sock"

  @Test(arguments: [
    ("redis", form), ("redis.example.com", form), ("//redis:6379", form), ("http://redis", form),
    ("redis-sentinel://redis", form), ("redis:/ /redis", form), ("redis://re dis", form), ("redis://redis:port", form),
    ("redis://:p%zz@redis", form), ("redis://:p@ss@redis", form), ("redis://:a/b@redis", form), ("redis://[::1", form),
    ("redis:", host), ("redis:6379", host), ("redis://", host), ("redis:///3", host), ("redis://:secret@", host),
    ("redis://:6379", host), ("redis://redis:0", port), ("redis://redis:65536", port), ("redis://redis/one", number),
    ("redis://redis/-1", number), ("redis://redis/+1", number), ("redis://redis/1/2", number),
    ("redis://redis/1.5", number), ("redis://redis/99999999999999999999", number), ("redis://redis/%31x", number),
    ("redis://redis#top", "must be a URL without a fragment"),
    ("redis://:a#b@redis", form),
    ("unix://", socket), ("unix:///", socket), ("unix://run/redis.sock", socket), ("unix:redis.sock", socket),
    ("unix:///run/redis.sock?db=one", number), ("unix:///run/redis.sock?db=-1", number),
  ])
  func `what is no such URL is refused with its reason`(text: String, reason: String) {
    #expect(ServiceConfiguration.faults(["REDIS_URL": text]) == [ConfigurationFault("REDIS_URL", reason)])
  }

  @Test(arguments: servers + sockets) func `nothing of a URL shows`(row: Row) throws {
    let configuration = try ServiceConfiguration.load(["REDIS_URL": row.text])
    var dumped = ""
    dump(configuration.redis.url, to: &dumped)
    let shown = "\(configuration) \(String(reflecting: configuration.redis.url)) \(dumped)"
    #expect(!shown.contains("secret") && !shown.contains("redis.sock"))
    #expect(dumped.contains("<redacted>"))
  }
}
