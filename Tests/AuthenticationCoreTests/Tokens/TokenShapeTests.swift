import AuthenticationCore
import Testing

/// What the verifier makes of a token's outer form: RFC 7515 sections 3.1 and 5.2.
@Suite struct `The shape of a token` {
  private static let good = CraftedToken.token()
  private static let header = good.prefix { $0 != "." }
  private static let input = good[..<(good.lastIndex(of: ".") ?? good.endIndex)]
  private static let signature = good[input.endIndex...].dropFirst()

  static let cases: [TokenCase] = [
    TokenCase("as it should be", good, nil),
    TokenCase("empty", "", .format),
    TokenCase("one part", "garbage", .format),
    TokenCase("one dot", ".", .format),
    TokenCase("two parts", String(input), .format),
    TokenCase("four parts", "\(good).AAAA", .format),
    TokenCase("five parts, as an encrypted token", "a.b.c.d.e", .format),
    TokenCase("a dot in front", ".\(good)", .format),
    TokenCase("a dot behind", "\(good).", .format),
    TokenCase("a thousand dots", String(repeating: ".", count: 1000), .format),
    TokenCase("three empty parts", "..", .signature),
    TokenCase("three parts of garbage", "a.b.c", .signature),
    TokenCase("no signature", "\(input).", .signature),
    TokenCase("padded signature", "\(good)=", .signature),
    TokenCase("signature in the standard alphabet", "\(input).\(signature.dropLast())+", .signature),
    TokenCase("signature with bits beyond its end", withBitsBeyondTheEnd, .signature),
    TokenCase("signature short of a byte", "\(input).\(signature.dropLast(2))", .signature),
    TokenCase("signature with a byte more", "\(input).\(signature)A", .signature),
    TokenCase("signature twice", "\(input).\(signature)\(signature)", .signature),
    TokenCase("signature of zeros", "\(input).\(String(repeating: "A", count: 43))", .signature),
    TokenCase("signature of another secret", CraftedToken.token(secret: "secret-2"), .signature),
    TokenCase("a space in front", " \(good)", .signature),
    TokenCase("a space behind", "\(good) ", .signature),
    TokenCase("a line feed behind", "\(good)\n", .signature),
    TokenCase("a zero byte behind", "\(good)\0", .signature),
    TokenCase("a letter of two bytes", "\(input).\(signature.dropLast())é", .signature),
    TokenCase("a dot of another script", good.replacing(".", with: "\u{3002}"), .format),
    TokenCase("a scheme in front", "Bearer \(good)", .signature),
    TokenCase("quoted", "\"\(good)\"", .signature),
    TokenCase(
      "header of another token", "\(CraftedToken.base64URL(Array("{}".utf8)))\(good.dropFirst(header.count))",
      .signature),
    TokenCase("only a signature", CraftedToken.signed("."), .json),
    TokenCase(
      "no header, but signed", CraftedToken.signed(".\(input.split(separator: ".")[1])"),
      .failed("the header is not a JSON object")),
    TokenCase("no payload, but signed", CraftedToken.signed("\(header)."), .json),
  ]

  /// The last character of 32 bytes carries four bits, so that three others decode to the same under lenient decoders.
  private static let withBitsBeyondTheEnd: String = {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let last = good.last.flatMap(alphabet.firstIndex(of:)) ?? 0
    return "\(good.dropLast())\(alphabet[last + 1])"
  }()

  @Test(arguments: cases)
  func `is judged before anything in it is read`(_ token: TokenCase) throws {
    try token.check()
  }
}
