/// The three parts of a compact JWS, RFC 7515 section 3.1, not yet believed.
struct CompactToken {
  /// What the signature covers: the first two parts and the dot between them.
  let signingInput: ArraySlice<UInt8>
  let signature: [UInt8]
  private let header: ArraySlice<UInt8>
  private let payload: ArraySlice<UInt8>

  init(_ text: String) throws(TokenFault) {
    let bytes = Array(text.utf8)
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .format }
    // A signature with a second spelling would make a second token of the same one.
    guard let signature = Base64URL.decode(parts[2]) else { throw .signature }
    signingInput = bytes[..<parts[1].endIndex]
    self.signature = signature
    header = parts[0]
    payload = parts[1]
  }

  /// The claims.
  func claims() throws(TokenFault) -> [String: JSONValue] {
    guard let bytes = Base64URL.decode(payload) else { throw .encoding }
    guard case .object(let claims) = JSONValue(parsing: bytes) else { throw .json }
    return claims
  }

  /// Insists on a header that can only mean HMAC-SHA256 (RFC 8725 section 3.1), with nothing critical in it that we do not know.
  func checkHeader() throws(TokenFault) {
    guard let bytes = Base64URL.decode(header) else { throw .failed("the header is not base64url") }
    guard case .object(let members) = JSONValue(parsing: bytes) else {
      throw .failed("the header is not a JSON object")
    }
    guard members["alg"] == .string("HS256") else { throw .failed("the algorithm is not HS256") }
    if members["crit"] != nil { throw .failed("critical header parameters are not supported") }
  }
}
