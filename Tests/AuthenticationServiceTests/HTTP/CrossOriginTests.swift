import HTTPEdge
import Testing

/// CORS, as operators configure it.
struct CrossOriginTests {
  static let app = "https://app.example.com"
  static let admin = "https://admin.example.com"

  private static func origins(_ changes: [String: String?], from origin: String?) async throws -> [String] {
    let headers = origin.map { [(name: "Origin", value: $0)] } ?? []
    let answer = try await TestService(changes).ask("/x", headers)
    return answer.values("Access-Control-Allow-Origin")
  }

  @Test(arguments: [nil, app, "null"]) func `by default every origin may read`(_ origin: String?) async throws {
    #expect(try await Self.origins([:], from: origin) == ["*"])
  }

  @Test(arguments: [nil, app, admin]) func `a single origin is named to everybody`(_ origin: String?) async throws {
    #expect(try await Self.origins(["API_CORS_ORIGIN": Self.app], from: origin) == [Self.app])
    #expect(try await Self.origins(["API_CORS": Self.app], from: origin) == [Self.app])
  }

  @Test func `of several origins the asking one is named`() async throws {
    let list = ["API_CORS_ORIGIN": "\(Self.app), \(Self.admin)"]
    #expect(try await Self.origins(list, from: Self.app) == [Self.app])
    #expect(try await Self.origins(list, from: Self.admin) == [Self.admin])
    #expect(try await Self.origins(list, from: "https://evil.example.com") == [])
    #expect(try await Self.origins(list, from: Self.app + ".evil.example.com") == [])
    #expect(try await Self.origins(list, from: nil) == [])
  }

  @Test(arguments: [HTTPMethod.get, .options]) func `caches are told that the origin matters`(_ method: HTTPMethod)
    async throws
  {
    let service = try TestService(["API_CORS_ORIGIN": "\(Self.app),\(Self.admin)"])
    let answer = await service.ask(method, "/tokens", TokenAnswerTests.alice + [("Origin", Self.app)])
    #expect(answer.values("Vary").last == "Origin")
    #expect(answer.values("Access-Control-Allow-Origin") == [Self.app])
    let single = try await TestService(["API_CORS_ORIGIN": Self.app]).ask(method, "/tokens")
    #expect(!single.values("Vary").contains("Origin"))
  }

  @Test func `an origin cannot add lines of its own`() async throws {
    let list = ["API_CORS_ORIGIN": "\(Self.app),\(Self.admin)"]
    #expect(try await Self.origins(list, from: Self.app + "\r\nX-Evil: 1") == [])
  }

  @Test func `headers, methods and age are the operator's`() async throws {
    let service = try TestService([
      "API_CORS_ALLOW_HEADERS": "X-One, X-Two", "API_CORS_ALLOW_METHODS": "GET,OPTIONS", "API_CORS_MAX_AGE": "60",
    ])
    let answer = await service.ask(.options, "/tokens")
    #expect(
      answer.lines == [
        "Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: X-One, X-Two",
        "Access-Control-Allow-Methods: GET, OPTIONS", "Access-Control-Max-Age: 60",
      ])
  }
}
