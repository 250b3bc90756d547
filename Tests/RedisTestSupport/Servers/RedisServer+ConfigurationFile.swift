extension RedisServer {
  /// The lines of the configuration file.
  var configuration: [String] {
    var lines = [
      "bind 127.0.0.1", "protected-mode no", "daemonize no", "dir \(folder)",
    ]
    if let tls = options.tls {
      lines += [
        "port 0", "tls-port \(port)", "tls-cert-file \(tls.certificate)", "tls-key-file \(TLSFixture.redisKey)",
        "tls-ca-cert-file \(TLSFixture.authority)",
        "tls-auth-clients \(tls.requiresClientCertificate ? "yes" : "no")",
      ]
    } else {
      lines.append("port \(port)")
    }
    if let password = options.password { lines.append("requirepass \(password.quoted)") }
    if let socketPath { lines.append("unixsocket \(socketPath)") }
    if role == .data { lines += dataLines }
    return lines + options.lines
  }

  /// Those that a sentinel has no use for.
  private var dataLines: [String] {
    // Replicas do not wait for others of their kind before they are fed.
    var lines = [
      "save \"\"", "appendonly no", "enable-debug-command yes", "repl-diskless-sync yes", "repl-diskless-sync-delay 0",
    ]
    if let user = options.user {
      lines += [
        "user default off", "user \(user.name) on >\(user.password) \(user.rules)",
        "masteruser \(user.name)", "masterauth \(user.password.quoted)",
      ]
    } else if let password = options.password {
      lines.append("masterauth \(password.quoted)")
    }
    if let memory = options.memory {
      lines += ["maxmemory \(memory.limit)", "maxmemory-policy \(memory.policy)"]
    }
    return lines
  }
}

extension String {
  /// As a value of the configuration file that may hold anything.
  var quoted: String { "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
}
