import Testing

@testable import AuthenticationService

struct ConsumerVolumeTests {
  private let volume = ConsumerVolume()

  private func count(_ id: String, times: Int, at time: UInt64 = 0) -> ConsumerVolume.Category? {
    var category: ConsumerVolume.Category?
    for _ in 0..<times { category = volume.count(id, at: time) }
    return category
  }

  @Test func `how often a consumer comes decides where it belongs`() {
    #expect(count("alice", times: 100) == .low)
    #expect(count("alice", times: 1) == .medium)
    #expect(count("alice", times: 4899) == .medium)
    #expect(count("alice", times: 1) == .high)
    #expect(count("alice", times: 10_000) == .high)
    #expect(count("bob", times: 1) == .low)
  }

  @Test func `consumers are counted once, where they belong`() {
    #expect(volume.tally(at: 0) == ConsumerVolume.Tally())
    for (id, times) in [("alice", 5001), ("bob", 101), ("carol", 100), ("dave", 1)] { _ = count(id, times: times) }
    #expect(volume.tally(at: 0) == ConsumerVolume.Tally(high: 1, medium: 1, low: 2))
    #expect(volume.tally(at: 0).total == 4)
  }

  @Test func `after a quarter of an hour all begin anew`() {
    _ = count("alice", times: 5001)
    #expect(count("alice", times: 1, at: ConsumerVolume.window - 1) == .high)
    #expect(volume.tally(at: ConsumerVolume.window) == ConsumerVolume.Tally())
    #expect(count("alice", times: 1, at: ConsumerVolume.window) == .low)
    #expect(volume.tally(at: ConsumerVolume.window) == ConsumerVolume.Tally(low: 1))
    #expect(count("alice", times: 100, at: 2 * ConsumerVolume.window - 1) == .medium)
    // Windows without anybody do not matter.
    #expect(count("alice", times: 1, at: 1000 * ConsumerVolume.window) == .low)
  }

  @Test func `many consumers are told apart well enough`() {
    for number in 0..<2000 { _ = count("consumer-\(number)", times: 3) }
    let tally = volume.tally(at: 0)
    #expect((1950...2000).contains(tally.low))
    #expect(tally.medium == 0 && tally.high == 0)
  }

  @Test func `a flood of ids stays what it is`() {
    for number in 0..<200_000 { _ = volume.count("made-up-\(number)", at: 0) }
    #expect(count("alice", times: 5001) == .high)
    #expect(volume.tally(at: 0).total <= 200_001)
  }

  @Test func `counting together loses hardly anything`() async {
    let volume = volume
    await withTaskGroup { group in
      for worker in 0..<8 {
        group.addTask {
          for turn in 0..<2000 {
            _ = volume.count("consumer-\(turn % 10)", at: 0)
            _ = volume.count("own-\(worker)", at: 0)
          }
        }
      }
    }
    // Ten that came 1600 times each, eight that came 2000 times.
    #expect(volume.tally(at: 0).medium >= 18)
    #expect(volume.tally(at: 0).high == 0)
  }
}
