/// Whether a token may be had with a token in place of an API key.
package enum TokenRenewal: String, Sendable, CaseIterable {
  case allow, deny
}
