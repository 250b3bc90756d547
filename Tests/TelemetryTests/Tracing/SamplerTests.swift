import Identifiers
import Telemetry
import TestSupport
import Testing

@Suite struct `A sampler` {
  private func traces(_ count: Int) -> [TraceID] {
    var random = SplitMix64(seed: 1)
    return (0..<count).compactMap { _ in TraceID(high: random.next(), low: random.next()) }
  }

  @Test func `that keeps a share keeps about that many, and always the same`() {
    let sampler = Sampler(.share(0.1), followsParent: false)
    let all = traces(10_000)
    let kept = all.filter { sampler.keeps($0, parent: nil) }
    #expect((900...1100).contains(kept.count))
    #expect(kept == all.filter { Sampler(.share(0.1), followsParent: true).keeps($0, parent: nil) })
  }

  @Test(arguments: [(Sampler.Root.always, 1000), (.never, 0), (.share(0), 0), (.share(1), 1000)])
  func `that decides for all decides for all`(root: Sampler.Root, count: Int) {
    #expect(traces(1000).count { Sampler(root, followsParent: true).keeps($0, parent: nil) } == count)
  }

  @Test(arguments: [true, false]) func `follows its parent or does not`(parent: Bool) throws {
    let trace = try #require(TraceID(high: 1, low: .max))
    #expect(Sampler(.never, followsParent: true).keeps(trace, parent: parent) == parent)
    #expect(Sampler(.always, followsParent: true).keeps(trace, parent: parent) == parent)
    #expect(!Sampler(.never, followsParent: false).keeps(trace, parent: parent))
    #expect(Sampler(.always, followsParent: false).keeps(trace, parent: parent))
  }
}
