/// The header lines that clients of the replaced service know, spelled out.
enum HeaderLines {
  static let crossOrigin = [
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Headers: Content-Type, Authorization, Accept-Version, X-Consumer-Id, X-Consumer-Username, "
      + "X-Anonymous-Consumer",
    "Access-Control-Allow-Methods: GET, POST, OPTIONS",
  ]
  /// Of every JSON document.
  static let json = ["Content-Type: application/json"] + crossOrigin + ["Vary: Accept-Version"]
  /// Of JSON where there are other media types, too.
  static let metrics =
    ["Content-Type: application/json"] + crossOrigin + ["Vary: Accept, Accept-Version"] + noCache
  /// Of every problem document.
  static let problem = ["Content-Type: application/problem+json"] + crossOrigin + ["Vary: Accept-Version"]
  /// Of a token.
  static let tokenCaching = ["Cache-Control: no-store, no-cache, must-revalidate", "Pragma: no-cache"]
  static let noStore = ["Cache-Control: no-store"]
  static let noCache = ["Cache-Control: no-cache"]
  /// Of an answer to OPTIONS.
  static let preflight = crossOrigin + ["Access-Control-Max-Age: 86400"]
  /// Of every answer to a client that accepts v2.
  static let v2 = [
    "API-Version: v2",
    "Strict-Transport-Security: max-age=31536000; includeSubDomains",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "X-XSS-Protection: 0",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy: geolocation=(), microphone=(), camera=()",
  ]

  /// The same lines on the port of operators, where no page of another origin may read anything.
  static func forOperators(_ lines: [String]) -> [String] {
    lines.filter { !$0.hasPrefix("Access-Control-Allow-Origin:") }
  }
}
