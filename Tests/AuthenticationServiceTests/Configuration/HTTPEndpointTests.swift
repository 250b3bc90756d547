import AuthenticationService
import Testing

struct HTTPEndpointTests {
  @Test(arguments: [
    ("http://kong:8001", "http://kong:8001"),
    ("https://kong.example.com", "https://kong.example.com:443"),
    ("http://kong", "http://kong:80"),
    ("HTTP://KONG:8001/", "http://kong:8001"),
    ("http://kong:8001/admin/v1//", "http://kong:8001/admin/v1"),
    ("http://kong:8001/a%20b", "http://kong:8001/a%20b"),
    ("http://[2001:db8::1]:8001/x", "http://[2001:db8::1]:8001/x"),
    ("https://10.0.0.1:8444", "https://10.0.0.1:8444"),
  ])
  func `a URL is taken apart and put together again`(text: String, expected: String) throws {
    #expect(try HTTPEndpoint(text).description == expected)
  }

  @Test(arguments: [
    ("kong:8001", "must be an http or https URL"),
    ("kong", "must be an absolute http or https URL"),
    ("//kong:8001", "must be an absolute http or https URL"),
    ("/admin", "must be an absolute http or https URL"),
    ("ftp://kong", "must be an http or https URL"),
    ("redis://kong", "must be an http or https URL"),
    ("http://", "must be a URL with a host"),
    ("http:///path", "must be a URL with a host"),
    ("http:kong", "must be a URL with a host"),
    ("http://user@kong", "must not carry user information; the token has its own variable"),
    ("http://user:secret@kong", "must not carry user information; the token has its own variable"),
    ("http://@kong", "must not carry user information; the token has its own variable"),
    ("http://kong?x=1", "must not have a query or a fragment"),
    ("http://kong/?", "must not have a query or a fragment"),
    ("http://kong#top", "must not have a query or a fragment"),
    ("http://kong:0", "must have a port from 1 to 65535"),
    ("http://kong:65536", "must have a port from 1 to 65535"),
    ("http://kong:port", "must be an absolute http or https URL"),
    ("http://ko ng", "must be an absolute http or https URL"),
    ("http://kong/\r\nX: 1", "must be an absolute http or https URL"),
    ("http://[::1", "must be an absolute http or https URL"),
    ("http://k%6Fng", "must have a plain host name"),
    ("http://köng", "must be an absolute http or https URL"),
  ])
  func `what is no base of a service is refused with its reason`(text: String, reason: String) {
    #expect(throws: SettingRefusal(reason)) { try HTTPEndpoint(text) }
  }

  @Test(arguments: [
    "localhost", "LOCALHOST", "localhost.", "kong.localhost", "127.0.0.1", "127.255.0.9", "127.1", "2130706433",
    "0x7f000001", "0177.0.0.1", "0.0.0.0", "0", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
  ])
  func `the machine itself is recognised under all its names`(host: String) throws {
    #expect(try HTTPEndpoint("https://\(host):8444").isLoopback)
  }

  @Test(arguments: [
    "kong", "localhost.example.com", "notlocalhost", "10.0.0.1", "128.0.0.1", "[2001:db8::1]", "[::2]",
    "[::ffff:10.0.0.1]", "127.example.com",
  ])
  func `other machines are not`(host: String) throws {
    #expect(try !HTTPEndpoint("https://\(host):8444").isLoopback)
  }
}
