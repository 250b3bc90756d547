/// Makes requests that are valid, nearly valid or broken, the same ones for the same seed.
struct RequestGenerator {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
  }

  /// One to three requests in a row, perhaps with some bytes damaged.
  mutating func next() -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) { bytes += wireBytes(request()) }
    for _ in 0..<pick([0, 0, 1, 1, 2, 4]) { damage(&bytes) }
    return bytes
  }

  private mutating func request() -> String {
    let method = pick(["GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    let target = pick([
      "/", "/tokens", "/a?b=c", "/?", "//", "/%00", "http://a/b", "http://a", "HTTPS://a:1?q", "/a?b?c",
      "/~!$&'()*+,;=:@",
    ])
    let version = pick(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0"])
    var lines = ["\(method) \(target) \(version)", "Host: \(pick(["a", "a:1", "[::1]", "a.b-c", ""]))"]
    for _ in 0..<Int.random(in: 0...4, using: &random) { lines.append(field()) }
    let (framing, content) = pick([("", ""), ("", ""), sized(), chunked()])
    if !framing.isEmpty { lines.insert(framing, at: Int.random(in: 1...lines.count, using: &random)) }
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + content
  }

  private mutating func field() -> String {
    let name = pick([
      "X-Consumer-Id", "accept", "COOKIE", "x_y", "!#$%&'*+-.^_`|~", "X-Request-Id", "Connection", "Expect",
    ])
    let value =
      switch name {
      case "Connection": pick(["close", "keep-alive", "Keep-Alive, x", ",", ""])
      case "Expect": "100-continue"
      default: pick(["", "a", "a b", "a\tb", "\u{E9}\u{FF}", "\"q\"", "a, b", ":", "a=b; c=d", "0"])
      }
    // llhttp takes `keep-alive` with a tab behind it for an unknown option.
    return name + ":" + pick(["", " ", " \t ", "\t"]) + value + (name == "Connection" ? " " : pick(["", " ", "\t "]))
  }

  private mutating func sized() -> (String, String) {
    let content = String(repeating: "x", count: Int.random(in: 0...40, using: &random))
    return ("Content-Length: \(pick(["", "0"]))\(content.utf8.count)", content)
  }

  private mutating func chunked() -> (String, String) {
    var content = ""
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let chunk = String(repeating: "y", count: Int.random(in: 1...20, using: &random))
      content += String(chunk.utf8.count, radix: 16, uppercase: Bool.random(using: &random))
      content += pick(["", "", ";a", ";a=b", ";a=\"b\""]) + "\r\n" + chunk + "\r\n"
    }
    return (
      pick(["Transfer-Encoding: chunked", "transfer-encoding:CHUNKED "]),
      content + "0\r\n" + pick(["", "T: a\r\n"]) + "\r\n"
    )
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let position = Int.random(in: 0..<bytes.count, using: &random)
    // No tab: llhttp refuses one behind a Content-Length, which RFC 9110 allows.
    let telling = wireBytes("\r\n :;,=/?#@0159aZ\u{0}\u{1}\u{7F}\u{80}\u{FF}+-")
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[position] = pick(telling)
    case 1: bytes.insert(pick(telling), at: position)
    case 2: bytes.remove(at: position)
    case 3: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    default:
      // A piece of the request a second time, somewhere else: repeated fields, requests inside of requests.
      let end = min(bytes.count, position + Int.random(in: 1...40, using: &random))
      bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0...bytes.count, using: &random))
    }
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}

/// Sebastiano Vigna's SplitMix64: small, and the same on every machine.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
