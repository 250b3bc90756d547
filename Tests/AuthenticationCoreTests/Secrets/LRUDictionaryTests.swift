import AuthenticationCore
import TestSupport
import Testing

@Suite struct `LRU dictionary` {
  enum Step: Sendable {
    case put(String)
    case get(String)
    case remove(String)
    case clear
  }

  struct Order: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [Step]
    let keysByRecency: [String]
  }

  static let orders = [
    Order(testDescription: "nothing", steps: [], keysByRecency: []),
    Order(testDescription: "one", steps: [.put("a")], keysByRecency: ["a"]),
    Order(testDescription: "newest first", steps: [.put("a"), .put("b"), .put("c")], keysByRecency: ["c", "b", "a"]),
    Order(
      testDescription: "the oldest makes room", steps: [.put("a"), .put("b"), .put("c"), .put("d")],
      keysByRecency: ["d", "c", "b"]),
    Order(
      testDescription: "a look-up saves the oldest", steps: [.put("a"), .put("b"), .put("c"), .get("a"), .put("d")],
      keysByRecency: ["d", "a", "c"]),
    Order(
      testDescription: "a look-up of the middle", steps: [.put("a"), .put("b"), .put("c"), .get("b")],
      keysByRecency: ["b", "c", "a"]),
    Order(
      testDescription: "a look-up of the newest", steps: [.put("a"), .put("b"), .get("b")], keysByRecency: ["b", "a"]),
    Order(
      testDescription: "a look-up of a stranger", steps: [.put("a"), .put("b"), .get("z")], keysByRecency: ["b", "a"]),
    Order(
      testDescription: "a replacement is a use", steps: [.put("a"), .put("b"), .put("c"), .put("a"), .put("d")],
      keysByRecency: ["d", "a", "c"]),
    Order(
      testDescription: "removal of the newest", steps: [.put("a"), .put("b"), .put("c"), .remove("c")],
      keysByRecency: ["b", "a"]),
    Order(
      testDescription: "removal of the middle", steps: [.put("a"), .put("b"), .put("c"), .remove("b")],
      keysByRecency: ["c", "a"]),
    Order(
      testDescription: "removal of the oldest", steps: [.put("a"), .put("b"), .put("c"), .remove("a"), .put("d")],
      keysByRecency: ["d", "c", "b"]),
    Order(
      testDescription: "removal of the last", steps: [.put("a"), .remove("a"), .put("b")], keysByRecency: ["b"]),
    Order(
      testDescription: "removal of a stranger", steps: [.put("a"), .remove("z")], keysByRecency: ["a"]),
    Order(
      testDescription: "clearing", steps: [.put("a"), .put("b"), .clear, .put("c")], keysByRecency: ["c"]),
  ]

  @Test(arguments: orders)
  func `keeps the three that were used last, in order of use`(_ order: Order) {
    var dictionary = LRUDictionary<String>(capacity: 3)
    for step in order.steps {
      switch step {
      case .put(let key): dictionary.insert("value of \(key)", forKey: key)
      case .get(let key): _ = dictionary.value(forKey: key)
      case .remove(let key): dictionary.removeValue(forKey: key)
      case .clear: dictionary.removeAll()
      }
    }
    #expect(dictionary.keysByRecency == order.keysByRecency)
    #expect(dictionary.count == order.keysByRecency.count)
    for key in order.keysByRecency { #expect(dictionary.value(forKey: key) == "value of \(key)") }
  }

  @Test func `tells which key made room`() {
    var dictionary = LRUDictionary<Int>(capacity: 2)
    #expect(dictionary.insert(1, forKey: "a") == nil)
    #expect(dictionary.insert(2, forKey: "b") == nil)
    #expect(dictionary.insert(3, forKey: "a") == nil)
    #expect(dictionary.insert(4, forKey: "c") == "b")
    #expect(dictionary.value(forKey: "a") == 3)
  }

  @Test(arguments: [-1, 0, 1])
  func `holds one entry at least`(capacity: Int) {
    var dictionary = LRUDictionary<Int>(capacity: capacity)
    dictionary.insert(1, forKey: "a")
    dictionary.insert(2, forKey: "b")
    #expect(dictionary.keysByRecency == ["b"])
  }

  @Test(arguments: [(seed: 1, capacity: 1), (2, 2), (3, 7), (4, 16), (5, 40)])
  func `agrees with a naive model over 20,000 random operations`(seed: UInt64, capacity: Int) {
    var random = SplitMix64(seed: seed)
    var dictionary = LRUDictionary<Int>(capacity: capacity)
    /// Newest first.
    var model: [(key: String, value: Int)] = []

    for operation in 0..<20_000 {
      let key = "consumer-\(Int.random(in: 0..<32, using: &random))"
      let known = model.firstIndex { $0.key == key }
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<50:
        let expected = known.map { model.remove(at: $0) }
        if let expected { model.insert(expected, at: 0) }
        #expect(dictionary.value(forKey: key) == expected?.value)
      case 50..<85:
        if let known { model.remove(at: known) }
        let expected = model.count == capacity ? model.removeLast().key : nil
        model.insert((key, operation), at: 0)
        #expect(dictionary.insert(operation, forKey: key) == expected)
      case 85..<99:
        if let known { model.remove(at: known) }
        #expect(dictionary.removeValue(forKey: key) == (known != nil))
      default:
        model.removeAll()
        dictionary.removeAll()
      }
      guard dictionary.keysByRecency == model.map(\.key) else {
        Issue.record("the order differs after operation \(operation)")
        return
      }
    }
    #expect(dictionary.count == model.count)
  }

  @Test func `keys are told apart by their bytes, as Kong tells names`() {
    var dictionary = LRUDictionary<Int>(capacity: 10)
    _ = dictionary.insert(1, forKey: "\u{E9}")
    #expect(dictionary.peek("e\u{301}") == nil)
  }
}
