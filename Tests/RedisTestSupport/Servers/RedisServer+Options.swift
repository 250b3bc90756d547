extension RedisServer {
  /// How a server is configured; by default it lets everybody in and keeps everything in memory.
  package struct Options: Sendable {
    /// What the user `default` must show.
    package var password: String?
    /// The only user, if not the one called `default`.
    package var user: User?
    /// Makes TLS the only language of the port.
    package var tls: TLS?
    /// Whether there is a Unix socket besides the port.
    package var hasSocket: Bool
    package var memory: Memory?
    /// Further lines of the configuration file.
    package var lines: [String]

    package init(
      password: String? = nil, user: User? = nil, tls: TLS? = nil, hasSocket: Bool = false, memory: Memory? = nil,
      lines: [String] = []
    ) {
      self.password = password
      self.user = user
      self.tls = tls
      self.hasSocket = hasSocket
      self.memory = memory
      self.lines = lines
    }
  }

  /// A user of the access control list.
  package struct User: Sendable {
    package var name: String
    package var password: String
    /// What it may do, in the language of `ACL SETUSER`.
    package var rules: String

    package init(name: String, password: String, rules: String = "~* &* +@all") {
      self.name = name
      self.password = password
      self.rules = rules
    }
  }

  /// What a server shows of itself, and asks of clients.
  package struct TLS: Sendable {
    /// The path of the certificate, which goes with `TLSFixture.redisKey`.
    package var certificate: String
    /// Whether who shows no certificate is sent away.
    package var requiresClientCertificate: Bool

    package init(certificate: String = TLSFixture.redis, requiresClientCertificate: Bool = false) {
      self.certificate = certificate
      self.requiresClientCertificate = requiresClientCertificate
    }
  }

  /// How much a server may hold, and what it does when that is not enough.
  package struct Memory: Sendable {
    /// In the notation of `maxmemory`, such as `2mb`.
    package var limit: String
    package var policy: String

    package init(limit: String, policy: String = "allkeys-lru") {
      self.limit = limit
      self.policy = policy
    }
  }
}
