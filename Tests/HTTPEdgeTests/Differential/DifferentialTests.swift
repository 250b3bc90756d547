import HTTPEdge
import Testing

/// Whatever our strict reader accepts, NIO's decoder (llhttp) reads as the same requests: one more reader in a chain would not
/// see anything else than we do.
struct DifferentialTests {
  private static let limits: ServerLimits = {
    var limits = ServerLimits()
    limits.keepsBodies = true
    return limits
  }()

  /// Compares what both make of `bytes`; returns how many requests we accepted.
  private func compare(_ bytes: [UInt8]) throws -> Int {
    let ours = ReadRequest.ours(bytes, limits: Self.limits).prefix(while: \.hasKnownMethod)
    let theirs = try ReadRequest.nio(bytes).map(\.inOriginForm)
    #expect(theirs.prefix(ours.count) == ours, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    return ours.count
  }

  @Test(arguments: WireCase.all)
  func `both read the table alike`(_ wireCase: WireCase) throws {
    _ = try compare(wireCase.bytes)
  }

  @Test(arguments: UInt64(0)..<20)
  func `both read what a generator makes up alike`(seed: UInt64) throws {
    var generator = RequestGenerator(seed: seed)
    var (requests, messages) = (0, 0)
    for _ in 0..<250 {
      requests += try compare(generator.next())
      messages += 1
    }
    // Else the generator would only make things that nobody accepts.
    #expect(requests > messages / 2)
  }

  @Test func `random bytes are no request`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<1_000 {
      let bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(ReadRequest.ours(bytes, limits: Self.limits).isEmpty)
    }
  }
}
