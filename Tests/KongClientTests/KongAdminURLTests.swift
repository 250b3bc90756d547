import KongClient
import Testing

@Suite struct `Kong admin URL` {
  @Test(arguments: [
    ("http://kong:8001", "http://kong:8001", "kong"),
    ("http://kong:8001/", "http://kong:8001", "kong"),
    ("HTTPS://Kong.Example/Admin/", "https://kong.example/Admin", "kong.example"),
    ("http://127.0.0.1:8001", "http://127.0.0.1:8001", "127.0.0.1"),
    ("http://[::1]:8001/x", "http://[::1]:8001/x", "[::1]"),
    ("https://kong:65535", "https://kong:65535", "kong"),
    ("https://kong_admin.svc.cluster.local", "https://kong_admin.svc.cluster.local", "kong_admin.svc.cluster.local"),
  ])
  func `is normalised`(text: String, normalised: String, host: String) throws {
    let url = try KongAdminURL(text)
    #expect("\(url)" == normalised)
    #expect(url.host == host)
    #expect(url.isSecure == normalised.hasPrefix("https"))
  }

  @Test(arguments: [
    ("", KongAdminURL.Fault.scheme), ("kong", .scheme), ("kong:8001", .scheme), ("//kong", .scheme),
    ("ftp://kong", .scheme), ("unix:///var/run/kong.sock", .scheme), ("http+unix://kong", .scheme),
    ("http://", .host), ("http:///consumers", .host), ("http://k%2Fx", .host), ("http://a b", .malformed),
    ("http://münchen.example", .malformed), ("http://kong:8001\n", .malformed), ("http://kong:0", .port),
    ("http://kong:65536", .port),
    ("http://kong:port", .malformed), ("http://[::1", .malformed),
    ("http://admin@kong", .userInfo), ("http://admin:pass@kong", .userInfo), ("http://:pass@kong", .userInfo),
    ("http://kong?x=1", .queryOrFragment), ("http://kong/#top", .queryOrFragment), ("http://kong/?", .queryOrFragment),
  ])
  func `is refused`(text: String, fault: KongAdminURL.Fault) {
    #expect(throws: fault) { try KongAdminURL(text) }
  }
}
