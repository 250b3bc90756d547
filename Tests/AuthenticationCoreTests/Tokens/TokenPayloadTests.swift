import AuthenticationCore
import Testing

/// What the verifier makes of payloads that are not what RFC 7519 asks for, though their consumer signed them.
@Suite struct `The payload of a token` {
  static let cases: [TokenCase] = [
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"deep":[[[[{"a":{"b":null}}]]]]}"#, nil),
    .payload(" {\t\"key\" :\r\n\"key-1\",\"iat\":1000,\"exp\":2000 } ", nil),
    .payload(#"{"key":"\u006bey-1","iat":1000,"exp":2000}"#, nil),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"name":"\ud83d\ude00é漢"}"#, nil),
    .payload("", .json),
    .payload(" ", .json),
    .payload("garbage", .json),
    .payload("null", .json),
    .payload("true", .json),
    .payload("17", .json),
    .payload(#""key-1""#, .json),
    .payload(#"["key-1"]"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000}}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000} {}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000}//"#, .json),
    .payload(#"{'key':'key-1','iat':1000,'exp':2000}"#, .json),
    .payload(#"{key:"key-1","iat":1000,"exp":2000}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":1,"exp":2000}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"\u0065xp":1}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"name":"\ud83d"}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"name":"\ude00\ud83d"}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"name":"\x41"}"#, .json),
    .payload("{\"key\":\"key-1\",\"iat\":1000,\"exp\":2000,\"name\":\"a\nb\"}", .json),
    .payload("{\"key\":\"key-1\",\"iat\":1000,\"exp\":2000,\"name\":\"a\0b\"}", .json),
    .payload("\u{FEFF}\(CraftedToken.payload)", .json),
    .payload("\(CraftedToken.payload)\0", .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":NaN}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":Infinity}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":0x7D0}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":02000}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":+2000}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2000.}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":.2e4}"#, .json),
    .payload(#"{"key":"key-1","iat":1000,"exp":2e}"#, .json),
    .payload(#"{"x":\#(String(repeating: "[", count: 100_000))"#, .json),
    .payload(String(repeating: #"{"a":"#, count: 50_000), .json),
    TokenCase(
      "not UTF-8", CraftedToken.token(payload: Array(#"{"key":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)), .json),
    TokenCase(
      "an overlong form", CraftedToken.token(payload: Array(#"{"key":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8)),
      .json),
    TokenCase(
      "a surrogate in UTF-8",
      CraftedToken.token(payload: Array(#"{"key":""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""}"#.utf8)), .json),
    TokenCase(
      "UTF-16", CraftedToken.token(payload: CraftedToken.payload.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
      .json),
    TokenCase(
      "padded", CraftedToken.signed("\(header).\(CraftedToken.base64URL(Array(CraftedToken.payload.utf8)))="), .encoding
    ),
    TokenCase("a length that no bytes have", CraftedToken.signed("\(header).e30AA"), .encoding),
    TokenCase("the standard alphabet", CraftedToken.signed("\(header).e30/"), .encoding),
    TokenCase("bits beyond the end", CraftedToken.signed("\(header).e31"), .encoding),
    TokenCase("a space within", CraftedToken.signed("\(header).e 30"), .encoding),
    TokenCase("a line feed behind", CraftedToken.signed("\(header).e30\n"), .encoding),
  ]

  private static let header = CraftedToken.base64URL(Array(CraftedToken.header.utf8))

  @Test(arguments: cases)
  func `is an object that everybody reads alike`(_ token: TokenCase) throws {
    try token.check()
  }

  @Test(arguments: ["garbage", "e30", "", "e31"])
  func `tells nothing about itself to whoever cannot sign`(_ payload: String) throws {
    try TokenCase(payload, CraftedToken.signed("\(Self.header).\(payload)", secret: "guess"), .signature).check()
  }
}
