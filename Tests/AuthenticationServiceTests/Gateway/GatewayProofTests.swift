import AuthenticationCore
import HTTPEdge
import Testing

@testable import AuthenticationService

/// Who is refused although everything else about a request is right.
struct GatewayProofTests {
  static let first = "first-secret-of-the-gateway-0001"
  static let second = "second-secret-of-the-gateway-002"
  static let withSecret = ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": "\(first),\(second)"]
  static let withNetwork = ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8, 2001:db8::/32"]

  static func service(_ changes: [String: String]) throws -> TestService {
    try TestService(changes.mapValues { $0 as String? })
  }

  static let wrong: [(String, [String])] = [
    ("nothing", []), ("an empty one", [""]), ("a wrong one", ["wrong-secret-of-the-gateway-0001"]),
    ("one that begins like one", [String(first.dropLast())]), ("a longer one", [first + "x"]),
    ("one that ends otherwise", [first.dropLast() + "2"]), ("one that begins otherwise", ["F" + first.dropFirst()]),
    ("the same twice", [first, first]), ("both", [first, second]), ("a right and a wrong one", [first, "wrong"]),
    ("a wrong and a right one", ["wrong", first]), ("both between a comma", ["\(first),\(second)"]),
    ("one between commas", ["\(first),"]), ("in capital letters", [first.uppercased()]),
    ("in quotes", ["\"\(first)\""]),
    ("with white space in it", [first.replacing("-", with: " ")]), ("one and a zero", [first + "\0"]),
    ("one and 300 zeros", [first + String(repeating: "\0", count: 300)]),
    ("zeros", [String(repeating: "\0", count: 32)]),
    ("letters of other scripts", ["fіrst-secret-of-the-gateway-0001"]), ("a mark after it", [first + "\u{301}"]),
    ("the word for it", ["<redacted>"]), ("a long one", [String(repeating: "x", count: 5000)]),
    ("the longest that is compared", [first + String(repeating: "\0", count: 256 - 32)]),
  ]

  @Test(arguments: wrong) func `a request without one of the secrets is refused`(name: String, values: [String])
    async throws
  {
    let service = try Self.service(Self.withSecret)
    let headers = TokenAnswerTests.alice + values.map { (name: "X-Gateway-Secret", value: $0) }
    for path in ["/tokens", "/tokens/validate"] {
      let answer = await service.ask(path, headers + [ValidationCheckOrderTests.bearer])
      #expect(answer.status == 403)
      #expect(answer.body == Problem.untrusted.body(instance: path))
      #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore)
    }
    #expect(service.source.calls == [])
  }

  @Test(arguments: [first, second], ["X-Gateway-Secret", "x-gateway-secret"])
  func `each of the two secrets opens both routes`(secret: String, name: String) async throws {
    let service = try Self.service(Self.withSecret)
    let headers = TokenAnswerTests.alice + [(name, secret), ValidationCheckOrderTests.bearer]
    for method in [HTTPMethod.get, .head] {
      #expect(await service.ask(method, "/tokens", headers).status == 200)
      #expect(await service.ask(method, "/tokens/validate", headers).status == 200)
    }
  }

  @Test(arguments: [
    ("10.1.2.3", true), ("::ffff:10.1.2.3", true), ("2001:db8::1", true), ("127.0.0.1", false), ("11.0.0.1", false),
    ("2001:db9::1", false), (nil, false),
  ]) func `where a connection comes from`(peer: String?, isProven: Bool) async throws {
    let service = try Self.service(Self.withNetwork)
    let claims = [
      (name: "X-Forwarded-For", value: "10.1.2.3"), (name: "X-Real-IP", value: "10.1.2.3"),
      ("Forwarded", "for=10.1.2.3"),
    ]
    let answer = try await service.ask("/tokens", TokenAnswerTests.alice + claims, from: peer)
    #expect(answer.status == (isProven ? 200 : 403))
    if !isProven { #expect(answer.body == Problem.untrusted.body(instance: "/tokens")) }
    #expect(service.source.calls == (isProven ? ["alice"] : []))
  }

  @Test func `what a header says of an address never keeps anybody out`() async throws {
    let service = try Self.service(Self.withNetwork)
    let claim = [(name: "X-Forwarded-For", value: "203.0.113.9")]
    #expect(try await service.ask("/tokens", TokenAnswerTests.alice + claim, from: "10.0.0.1").status == 200)
  }

  @Test(arguments: [true, false]) func `a certificate`(isVerified: Bool) async throws {
    let service = try TestService()
    var configuration = try ServiceConfiguration.load([:])
    configuration.gateway.proof = .mtls
    service.components.adopt(configuration)
    let answer = try await service.ask("/tokens", TokenAnswerTests.alice, from: "10.0.0.1", isVerified: isVerified)
    #expect(answer.status == (isVerified ? 200 : 403))
  }

  @Test(arguments: [nil, "none"]) func `where none is asked for, none is needed`(proof: String?) async throws {
    let service = try TestService(["GATEWAY_PROOF": proof])
    #expect(try await service.ask("/tokens", TokenAnswerTests.alice, from: "203.0.113.9").status == 200)
  }

  @Test func `what is checked with nothing lets nobody in`() async throws {
    for proof in [GatewayProof.sharedSecret, .network] {
      let service = try TestService()
      var configuration = try ServiceConfiguration.load([:])
      configuration.gateway.proof = proof
      service.components.adopt(configuration)
      let headers = TokenAnswerTests.alice + [("X-Gateway-Secret", "")]
      #expect(try await service.ask("/tokens", headers, from: "10.0.0.1").status == 403)
    }
  }
}
