import AuthenticationCore

extension VerifiedToken {
  /// The answer to `GET /tokens/validate`, in the shape of the replaced service; claims that the token lacks are left out.
  var document: JSONOutput {
    var members = [JSONMember("valid", .bool(true))]
    if let tokenID { members.append(JSONMember("tokenId", .string(tokenID))) }
    if let subject { members.append(JSONMember("subject", .string(subject))) }
    if let issuer { members.append(JSONMember("issuer", .string(issuer))) }
    if let audience { members.append(JSONMember("audience", JSONOutput(audience))) }
    members.append(JSONMember("issuedAt", .string(ISO8601.format(seconds: issuedAt))))
    members.append(JSONMember("expiresAt", .string(ISO8601.format(seconds: expiresAt))))
    members.append(JSONMember("expiresIn", .integer(expiresIn)))
    return .object(members)
  }
}

extension JSONOutput {
  fileprivate init(_ audience: VerifiedToken.Audience) {
    switch audience {
    case .one(let text): self = .string(text)
    case .many(let texts): self = .array(texts.map(JSONOutput.string))
    }
  }
}
