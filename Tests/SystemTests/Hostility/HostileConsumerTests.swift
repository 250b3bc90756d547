import Foundation
import KongSandbox
import Testing

/// Consumer ids from the wire through the whole service to the path that Kong's Admin API sees.
@Suite(.timeLimit(.minutes(1))) struct HostileConsumerTests {
  /// Ids that may be somebody's, and the last segment of the path that Kong is asked for.
  static let asked = [
    (".", "%2E"), ("..", "%2E%2E"), ("../../status", "..%2F..%2Fstatus"), ("../jwts", "..%2Fjwts"),
    ("%2e%2e", "%252e%252e"), ("%2e%2e%2fstatus", "%252e%252e%252fstatus"), ("%c0%ae%c0%ae", "%25c0%25ae%25c0%25ae"),
    ("alice%00", "alice%2500"), ("alice%0d%0aHost:evil", "alice%250d%250aHost%3Aevil"), ("/status", "%2Fstatus"),
    ("//evil.example", "%2F%2Fevil.example"), ("http://evil.example/", "http%3A%2F%2Fevil.example%2F"),
    ("@evil.example", "%40evil.example"), ("..\\status", "..%5Cstatus"), ("alice?size=1000", "alice%3Fsize%3D1000"),
    ("alice#", "alice%23"), ("alice;jwt", "alice%3Bjwt"), ("alice,bob", "alice%2Cbob"), ("*", "%2A"), ("~", "~"),
    ("${jndi:ldap://evil}", "%24%7Bjndi%3Aldap%3A%2F%2Fevil%7D"), ("{{7*7}}", "%7B%7B7%2A7%7D%7D"),
    ("'OR'1'='1", "%27OR%271%27%3D%271"), ("<script>", "%3Cscript%3E"), ("a|b`c`", "a%7Cb%60c%60"),
    ("\u{430}lice", "%D0%B0lice"), ("\u{FF41}lice", "%EF%BD%81lice"), ("\u{212A}elvin", "%E2%84%AAelvin"),
    ("\u{2025}", "%E2%80%A5"), ("\u{FF0E}\u{FF0E}\u{FF0F}", "%EF%BC%8E%EF%BC%8E%EF%BC%8F"), ("zoe\u{308}", "zoe%CC%88"),
  ]

  @Test(arguments: asked) func `an id is one segment of the path, whatever is in it`(id: String, segment: String)
    async throws
  {
    try await Scene.play { scene in
      let (status, paths) = try await Self.ask(scene, Array(id.utf8))
      #expect(status == "HTTP/1.1 401 Unauthorized")
      #expect(paths == ["/consumers/\(segment)"])
    }
  }

  /// Values that are no id; the last ones are not even a field.
  static let refused: [(what: String, value: [UInt8])] = [
    ("nothing", []), ("a space within", Array("a b".utf8)), ("a tab within", Array("a\tb".utf8)),
    ("a no-break space", Array("a\u{A0}b".utf8)), ("an override of the direction", Array("\u{202E}ecila".utf8)),
    ("a zero-width space", Array("alice\u{200B}".utf8)), ("a control character in two bytes", Array("a\u{85}".utf8)),
    ("257 characters", Array(repeating: UInt8(ascii: "a"), count: 257)),
    ("an overlong dot", [0xC0, 0xAE]), ("overlong dots and a slash", [0xC0, 0xAE, 0xC0, 0xAE, 0xC0, 0xAF]),
    ("a slash in three bytes", [0xE0, 0x80, 0xAF]), ("a slash in four bytes", [0xF0, 0x80, 0x80, 0xAF]),
    ("an overlong NUL", [0x61, 0xC0, 0x80]), ("a surrogate", [0xED, 0xA0, 0x80]), ("half a letter", [0x61, 0xC3]),
    ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]), ("Latin-1", [0x7A, 0x6F, 0xEB]),
    ("NUL", [0x61, 0x00, 0x62]), ("a line feed", Array("a\nX-Consumer-Username: bob".utf8)),
    ("a carriage return", Array("a\rb".utf8)), ("a field of its own, folded", Array("a\r\n b".utf8)),
    ("a second id", Array("a\r\nX-Consumer-ID: b".utf8)), ("an escape sequence", Array("\u{1B}[31m".utf8)),
  ]

  @Test(arguments: refused) func `what is no id never reaches Kong`(what: String, value: [UInt8]) async throws {
    try await Scene.play { scene in
      let (status, paths) = try await Self.ask(scene, value)
      #expect(["HTTP/1.1 400 Bad Request", "HTTP/1.1 401 Unauthorized"].contains(status))
      #expect(paths == [])
    }
  }

  /// Asks for a token; the status, and the paths that Kong was then asked for.
  private static func ask(_ scene: Scene, _ id: [UInt8]) async throws -> (status: String?, paths: [String]) {
    try await RawConnection.open(port: scene.port) { connection in
      try await connection.send(
        Array("GET /tokens HTTP/1.1\r\nHost: a\r\nX-Consumer-Username: alice\r\nX-Consumer-ID: ".utf8) + id
          + Array("\r\n\r\n".utf8))
      let status = try await connection.readHead().first
      return (status, scene.sandbox.admin.log.entries().map(\.path).filter { $0 != "/status" })
    }
  }
}
