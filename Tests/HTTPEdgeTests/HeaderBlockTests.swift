import HTTPEdge
import Testing

struct HeaderBlockTests {
  private func text(_ block: HeaderBlock) -> String { String(decoding: block.bytes, as: UTF8.self) }

  @Test func `lines are rendered in order, repetitions kept`() {
    #expect(text(HeaderBlock([("A", "1"), ("B", ""), ("A", "2")])) == "A: 1\r\nB: \r\nA: 2\r\n")
  }

  @Test func `a block is appended to a block`() {
    var block = HeaderBlock.empty
    block.append(HeaderBlock([("A", "1")]))
    block.append(.empty)
    block.append(HeaderBlock([("B", "2")]))
    #expect(text(block) == "A: 1\r\nB: 2\r\n")
  }

  @Test(arguments: [
    ("1\r\nEvil: 2", "A: 1  Evil: 2\r\n"), ("\n", "A:  \r\n"), ("\u{0}\u{1B}[31m", "A:   [31m\r\n"),
    ("a\tb", "A: a\tb\r\n"), ("\u{7F}", "A:  \r\n"), ("\u{E9}", "A: \u{E9}\r\n"),
  ])
  func `a value cannot end its line`(value: String, line: String) {
    #expect(text(HeaderBlock([("A", value)])) == line)
  }

  @Test(arguments: [
    ("A\r\nEvil", "A__Evil: 1\r\n"), ("A: 2", "A__2: 1\r\n"), ("\u{E9}", "__: 1\r\n"), ("A b", "A_b: 1\r\n"),
  ])
  func `a name cannot become more than a name`(name: String, line: String) {
    #expect(text(HeaderBlock([(name, "1")])) == line)
  }
}
