import HTTPEdge

/// Answers in the version of the API that `Accept-Version` asks for.
///
/// `v2` adds `API-Version` and seven security headers to every response, which may bring a content policy of its own; everything else
/// is `v1`, since existing clients rely on that. A version with a sunset date announces it (RFC 8594, RFC 9745).
struct APIVersion: Middleware {
  /// When and why a version goes away.
  struct Deprecation: Sendable, Equatable {
    /// An HTTP-date.
    var sunset: String?
    /// Where to read how to move on.
    var migrationURL: String?

    init(sunset: String? = nil, migrationURL: String? = nil) {
      self.sunset = sunset
      self.migrationURL = migrationURL
    }

    fileprivate var fields: HeaderBlock {
      var fields = HeaderBlock()
      guard sunset != nil || migrationURL != nil else { return fields }
      fields.append("Deprecation", "true")
      if let sunset { fields.append("Sunset", sunset) }
      if let migrationURL { fields.append("Link", "<\(migrationURL)>; rel=\"sunset\"") }
      return fields
    }
  }

  private static let acceptVersion: HeaderName = "Accept-Version"
  /// The name of the field that says what browsers may do with a page.
  static let contentPolicy = "Content-Security-Policy"
  private static let securityLines = [
    ("API-Version", "v2"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-XSS-Protection", "0"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (contentPolicy, "default-src 'none'; frame-ancestors 'none'"),
    ("Permissions-Policy", "geolocation=(), microphone=(), camera=()"),
  ]

  private let metrics: VersionMetrics
  private let v1: HeaderBlock
  private let v2: HeaderBlock
  /// The same for a response with a policy of its own.
  private let v2WithoutPolicy: HeaderBlock

  init(v1: Deprecation = Deprecation(), v2: Deprecation = Deprecation(), metrics: VersionMetrics) {
    self.metrics = metrics
    self.v1 = v1.fields
    self.v2 = HeaderBlock(Self.securityLines).followed(by: v2.fields)
    v2WithoutPolicy = HeaderBlock(Self.securityLines.filter { $0.0 != Self.contentPolicy }).followed(by: v2.fields)
  }

  func finish(_ response: inout Response, for request: Request) {
    let wish = request.headers.withValue(of: Self.acceptVersion, Self.wish) ?? .none
    metrics.count(wish)
    let fields =
      switch wish {
      case .v2: response.fields.contains(Self.contentPolicy) ? v2WithoutPolicy : v2
      case .none, .v1, .unknown: v1
      }
    if !fields.bytes.isEmpty { response.fields.append(fields) }
  }

  private static func wish(_ value: UnsafeRawBufferPointer) -> VersionMetrics.Wish {
    value.elementsEqual("v2".utf8) ? .v2 : value.elementsEqual("v1".utf8) ? .v1 : .unknown
  }
}
