import HTTPEdge

/// Which pages of other origins may read our answers (the Fetch standard, section 3.2).
struct CrossOriginPolicy: Sendable, Equatable {
  var origins: CrossOrigins
  var allowedHeaders: [String]
  var allowedMethods: [String]
  /// How long a browser may remember a preflight, in seconds.
  var maximumAge: Int

  init(origins: CrossOrigins, allowedHeaders: [String], allowedMethods: [String], maximumAge: Int) {
    self.origins = origins
    self.allowedHeaders = allowedHeaders
    self.allowedMethods = allowedMethods
    self.maximumAge = maximumAge
  }

  /// The lines of every response, and `lines` after them.
  func fields(and lines: [(name: String, value: String)] = []) -> HeaderBlock {
    var fields = HeaderBlock()
    if let constantOrigin { fields.append("Access-Control-Allow-Origin", constantOrigin) }
    fields.append("Access-Control-Allow-Headers", allowedHeaders.joined(separator: ", "))
    fields.append("Access-Control-Allow-Methods", allowedMethods.joined(separator: ", "))
    for (name, value) in lines { fields.append(name, value) }
    return fields
  }

  /// The origin that every response names; nil when it depends on the request (see ``OriginReflection``).
  private var constantOrigin: String? {
    switch origins {
    case .any: "*"
    case .listed(let list): list.count == 1 ? list[0] : nil
    }
  }

  /// The lines of an answer to OPTIONS.
  var preflightFields: HeaderBlock {
    fields(and: [("Access-Control-Max-Age", "\(maximumAge)")])
  }
}
