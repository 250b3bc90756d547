import AuthenticationCore
import Identifiers
import TestSupport
import Testing

@Suite struct `Token minter` {
  private static let id = UUIDv4(randomBits: 0x0123_4567_89AB_CDEF, 0x0123_4567_89AB_CDEF)
  /// 2025-01-15T12:00:00Z.
  private static let now: Int64 = 1_736_942_400

  private func mint(
    _ policy: TokenPolicy = .stub(), username: String = "test-consumer-001", key: String = "key-1", at now: Int64 = now
  ) -> String {
    var output: [UInt8] = []
    TokenMinter(policy: policy).mint(
      for: .stub(username: username), with: .stub(key: key), at: now, id: Self.id, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The JSON text between the dots.
  private func payload(of token: String) throws -> String {
    let parts = token.split(separator: ".")
    let bytes = try #require(parts.count == 3 ? Base64URL.decode(parts[1].utf8) : nil)
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  /// Computed by Python's `hmac` and `base64`.
  @Test func `mints, byte for byte, the token that another implementation computed`() {
    let expected = """
      eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0ZXN0LWNvbnN1bWVyLTAwMSIsImtleSI6ImtleS0xIiwianRpIjoiMDEyMzQ1NjctODlhYi\
      00ZGVmLTgxMjMtNDU2Nzg5YWJjZGVmIiwiaWF0IjoxNzM2OTQyNDAwLCJuYmYiOjE3MzY5NDI0MDAsImV4cCI6MTczNjk0MzMwMCwiaXNzIjoiaHR0cHM6Ly\
      9hcGkuZXhhbXBsZS5jb20iLCJhdWQiOiJleGFtcGxlLWFwaSIsIm5hbWUiOiJ0ZXN0LWNvbnN1bWVyLTAwMSIsInVuaXF1ZV9uYW1lIjoiYXBpLmV4YW1wbG\
      UuY29tI3Rlc3QtY29uc3VtZXItMDAxIn0.DT_x89AIcmNXsIOSdm3mlnptswhiODDfo4Qdd-aIKEo
      """
    #expect(mint() == expected)
  }

  @Test func `writes ten claims in a fixed order`() throws {
    #expect(
      try payload(of: mint()) == """
        {"sub":"test-consumer-001","key":"key-1","jti":"01234567-89ab-4def-8123-456789abcdef",\
        "iat":1736942400,"nbf":1736942400,"exp":1736943300,"iss":"https://api.example.com","aud":"example-api",\
        "name":"test-consumer-001","unique_name":"api.example.com#test-consumer-001"}
        """)
  }

  @Test func `follows its policy`() throws {
    let policy = TokenPolicy.stub(
      issuer: "issuer/", audience: ["b", "a", "b"], keyClaimName: "client \"key\"", lifetimeSeconds: 60,
      notBeforeSkewSeconds: 300, uniqueNamePrefix: "corp\\")
    #expect(
      try payload(of: mint(policy, username: "x")) == #"""
        {"sub":"x","client \"key\"":"key-1","jti":"01234567-89ab-4def-8123-456789abcdef",\#
        "iat":1736942400,"nbf":1736942100,"exp":1736942460,"iss":"issuer/","aud":["b","a","b"],\#
        "name":"x","unique_name":"corp\\x"}
        """#)
  }

  @Test func `escapes what JSON asks for, and nothing else`() throws {
    let text = try payload(of: mint(username: "\"\\/\n\u{1}é漢👩‍👩‍👧\u{2028}\u{7F}", key: "k\"\t\u{1F}"))
    let name = #"\"\\/\n\u0001é漢👩‍👩‍👧"# + "\u{2028}\u{7F}"
    #expect(text.hasPrefix(#"{"sub":"\#(name)","key":"k\"\t\u001f","jti":""#))
    #expect(text.hasSuffix(#""name":"\#(name)","unique_name":"api.example.com#\#(name)"}"#))
  }

  @Test(arguments: [0, 1, 9, 10, 999_999_999, 9_999_999_999, -1, -900, -1_736_942_400] as [Int64])
  func `writes any time`(_ now: Int64) throws {
    #expect(try payload(of: mint(at: now)).contains(#""iat":\#(now),"nbf":\#(now),"exp":\#(now + 900),"#))
  }

  @Test(arguments: 0...300)
  func `encodes payloads of any length`(_ length: Int) throws {
    let username = String(repeating: "x", count: length)
    #expect(try payload(of: mint(username: username)).hasPrefix(#"{"sub":"\#(username)","key":"#))
  }

  @Test func `appends to what is there`() {
    var output = Array(#"{"access_token":""#.utf8)
    TokenMinter(policy: .stub()).mint(
      for: .stub(username: "test-consumer-001"), with: .stub(), at: Self.now, id: Self.id, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == #"{"access_token":""# + mint())
  }
}
