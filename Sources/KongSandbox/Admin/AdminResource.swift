/// What a path of the Admin API names.
enum AdminResource: Equatable {
  /// The two kinds of credentials, which have the same endpoints.
  enum Kind: String {
    case jwt
    case keyAuth = "key-auth"
  }

  case root
  case status
  case consumers
  case consumer(String)
  case consumerPlugins(String)
  case credentials(Kind, of: String)
  case credential(Kind, String, of: String)
  case allCredentials(Kind)
  case anyCredential(Kind, String)
  case credentialOwner(Kind, String)

  /// Reads a path: segments are decoded after they were split, `+` is a space, and one slash at the end does not matter.
  init?(path: String) {
    if path == "/" {
      self = .root
      return
    }
    let trimmed = path.dropFirst().hasSuffix("/") ? path.dropFirst().dropLast() : path.dropFirst()
    let segments = trimmed.split(separator: "/", omittingEmptySubsequences: false).map { PercentCoding.decode($0) }
    switch segments.count {
    case 1: self.init(collection: segments[0])
    case 2: self.init(collection: segments[0], member: segments[1])
    case 3: self.init(collection: segments[0], member: segments[1], part: segments[2])
    case 4:
      guard segments[0] == "consumers", let kind = Kind(rawValue: segments[2]) else { return nil }
      self = .credential(kind, segments[3], of: segments[1])
    default: return nil
    }
  }

  private init?(collection: String) {
    switch collection {
    case "status": self = .status
    case "consumers": self = .consumers
    case "jwts": self = .allCredentials(.jwt)
    case "key-auths": self = .allCredentials(.keyAuth)
    default: return nil
    }
  }

  private init?(collection: String, member: String) {
    switch collection {
    case "consumers": self = .consumer(member)
    case "jwts": self = .anyCredential(.jwt, member)
    case "key-auths": self = .anyCredential(.keyAuth, member)
    default: return nil
    }
  }

  private init?(collection: String, member: String, part: String) {
    switch (collection, part) {
    case ("consumers", "plugins"): self = .consumerPlugins(member)
    case ("consumers", _):
      guard let kind = Kind(rawValue: part) else { return nil }
      self = .credentials(kind, of: member)
    case ("jwts", "consumer"): self = .credentialOwner(.jwt, member)
    case ("key-auths", "consumer"): self = .credentialOwner(.keyAuth, member)
    default: return nil
    }
  }

  /// The methods that the resource has, sorted as Kong lists them.
  var methods: [String] {
    switch self {
    case .root, .status, .consumerPlugins, .allCredentials, .credentialOwner: ["GET", "HEAD", "OPTIONS"]
    case .consumers, .credentials: ["GET", "HEAD", "OPTIONS", "POST"]
    case .consumer, .credential, .anyCredential: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"]
    }
  }
}
