import Identifiers
import Testing

struct RandomPoolTests {
  @Test func `a hundred thousand identifiers are all different and all of version 4`() {
    var pool = RandomPool()
    var seen: Set<UUIDv4> = []
    for _ in 0..<100_000 {
      let id = pool.nextUUID()
      seen.insert(id)
      let text = Array(id.description)
      if text[14] != "4" || !"89ab".contains(text[19]) { Issue.record("\(id) is not of version 4") }
    }
    #expect(seen.count == 100_000)
  }

  @Test func `every bit of a word is set about half the time`() {
    var pool = RandomPool()
    var counts = [Int](repeating: 0, count: 64)
    for _ in 0..<10_000 {
      let word = pool.next()
      for bit in 0..<64 where word >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
    }
    // Ten standard deviations.
    #expect(counts.allSatisfy { (4_500...5_500).contains($0) })
  }

  @Test func `two pools draw different words`() {
    var (first, second) = (RandomPool(), RandomPool())
    #expect((0..<64).map { _ in first.next() } != (0..<64).map { _ in second.next() })
  }

  @Test func `tasks that share a generator never draw the same identifier`() async {
    let generator = UUIDGenerator()
    let all = await withTaskGroup(of: [UUIDv4].self) { group in
      for _ in 0..<8 { group.addTask { (0..<1_000).map { _ in generator.next() } } }
      return await group.reduce(into: Set<UUIDv4>()) { $0.formUnion($1) }
    }
    #expect(all.count == 8_000)
  }
}
