import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Choice of the credential` {
  @Test(arguments: [
    (["1", "2", "3"], "k2", ["k2", "k1", "k0"]),
    (["3", "2", "1"], "k0", ["k0", "k1", "k2"]),
    (["1", "3", "2"], "k1", ["k1", "k2", "k0"]),
    (["2", "2", "2"], "k0", ["k0", "k1", "k2"]),
    (["null", "-5", "1"], "k2", ["k2", "k0", "k1"]),
    (["1.5", "1.25", "2"], "k2", ["k2", "k0", "k1"]),
    (["1e300", "5", "1e301"], "k0", ["k0", "k2", "k1"]),
  ])
  func `is the newest, then the first`(times: [String], signing: String, all: [String]) async throws {
    let credentials = times.enumerated().map { credential(key: "\"k\($0)\"", createdAt: $1) }
    let body = #"{"next":null,"data":[\#(credentials.joined(separator: ","))]}"#
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      #expect(await client.conclude() == .signs(signing, all: all))
    }
  }

  @Test func `leaves the others known by their keys`() async throws {
    let other = #"{"algorithm":"RS256","key":"rs","secret":"s","consumer":{"id":"\#(aliceID)"},"created_at":9}"#
    let body = #"{"next":null,"data":[\#(other),\#(credential(key: #""hs""#, createdAt: "1"))]}"#
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      #expect(credentials.all.map(\.key) == ["hs"] && credentials.unusableKeys == ["rs"])
      #expect(credentials.owns(key: "rs") && credentials.owns(key: "hs") && !credentials.owns(key: "r"))
    }
  }

  @Test func `reaches over all pages`() async throws {
    let pages = [
      page(credential(key: #""old""#, createdAt: "1"), next: "o1"),
      page(credential(key: #""new""#, createdAt: "3"), next: "o2"),
      page(credential(key: #""middle""#, createdAt: "2")),
    ]
    try await withKong { _, number in
      .json(pages[number - 1])
    } _: { server, client in
      #expect(await client.conclude() == .signs("new", all: ["new", "middle", "old"]))
      #expect(
        server.requests.map(\.target) == [
          "/consumers/\(aliceID)/jwt", "/consumers/\(aliceID)/jwt?offset=o1", "/consumers/\(aliceID)/jwt?offset=o2",
        ])
    }
  }

  @Test(arguments: [(1, true), (31, true), (32, false), (64, false)])
  func `tells a short secret`(length: Int, isShort: Bool) async throws {
    let body = page(credential(secret: "\"\(String(repeating: "s", count: length))\""))
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      #expect(credentials.signing.hasShortSecret == isShort)
    }
  }

  @Test func `counts the bytes of a secret, not its letters`() async throws {
    let body = page(credential(secret: "\"\(String(repeating: "é", count: 16))\""))
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      #expect(credentials.signing.hasShortSecret == false)
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("c2VjcmV0LWI2NA==", "c2VjcmV0LWI2NA=="), (#"\u00fc\n\u0000"#, "ü\n\0"), ("ü", "ü"),
  ])
  func `signs with the bytes of Kong's secret, never decoded`(written: String, secret: String) async throws {
    try await withKong { _, _ in
      .json(page(credential(secret: "\"\(written)\"")))
    } _: { _, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      let signatures = [credentials.signing.signingKey, SigningKey(Secret(secret))].map { key in
        Array("message".utf8).withUnsafeBytes { Array(key.signature(of: $0)) }
      }
      #expect(signatures[0] == signatures[1])
    }
  }
}
