import AuthenticationCore
import TestSupport
import Testing

@Suite struct `Token policy` {
  @Test(arguments: [
    ("https://api.example.com", "api.example.com#"),
    ("https://api.example.com/", "api.example.com#"),
    ("https://api.example.com:8443/realm?x=y#z", "api.example.com#"),
    ("https://user:word@api.example.com/a@b", "api.example.com#"),
    ("http://API.Example.com", "API.Example.com#"),
    ("https://[2001:db8::1]:8443/", "[2001:db8::1]#"),
    ("https://api.example.com?x", "api.example.com#"),
    ("api.example.com", "api.example.com#"),
    ("urn:example:issuer", "urn:example:issuer#"),
    ("our issuer", "our issuer#"),
    ("https://", "https://#"),
    ("", "#"),
  ])
  func `prefixes unique names with the issuer's host`(issuer: String, prefix: String) {
    #expect(TokenPolicy(issuer: issuer, audience: ["a"]).uniqueNamePrefix == prefix)
  }

  @Test(arguments: ["", "corp#"])
  func `prefixes unique names with what the operator says`(_ prefix: String) {
    #expect(TokenPolicy.stub(uniqueNamePrefix: prefix).uniqueNamePrefix == prefix)
  }
}
