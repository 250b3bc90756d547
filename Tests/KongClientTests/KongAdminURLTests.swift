import KongClient
import Testing

@Suite struct `Kong admin URL` {
  @Test(arguments: [
    (false, "kong", 8001, "", "http://kong:8001"),
    (true, "kong.example", 443, "", "https://kong.example:443"),
    (false, "::1", 8001, "/x", "http://[::1]:8001/x"),
    (false, "kong", 80, "/", "http://kong:80"),
    (true, "kong", 65535, "/admin/v1//", "https://kong:65535/admin/v1"),
  ])
  func `is put together without a slash at its end`(
    isSecure: Bool, host: String, port: Int, path: String, expected: String
  ) {
    #expect("\(KongAdminURL(isSecure: isSecure, host: host, port: port, path: path))" == expected)
  }
}
