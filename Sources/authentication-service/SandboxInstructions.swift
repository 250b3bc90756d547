/// What to paste into a terminal while a sandbox is up.
struct SandboxInstructions: CustomStringConvertible {
  let gateway: String
  let admin: String
  let servicePort: Int
  /// A token of alice's, fresh.
  let token: String

  var description: String {
    """

    Kong (embedded) listens on \(gateway), its Admin API on \(admin),
    and authentication-service behind it on http://127.0.0.1:\(servicePort).

    A token for an API key:
      curl -s \(gateway)/tokens -H 'apikey: alice-api-key'

    The protected route, with a token that was issued this moment:
      curl -s \(gateway)/api -H 'Authorization: Bearer \(token)'

    Is the token valid, and what does it say?
      curl -s \(gateway)/tokens/validate -H 'apikey: alice-api-key' -H 'Authorization: Bearer \(token)'

    An invalid key (Kong refuses it):
      curl -si \(gateway)/tokens -H 'apikey: wrong'

    An anonymous call (the service refuses it):
      curl -si \(gateway)/anon/tokens

    Make Kong's Admin API fail, and let it be well again (docs/operate.md):
      curl \(admin)/_sandbox/faults --data-binary 'status=503@/consumers/*/jwt'
      curl -X DELETE \(admin)/_sandbox/faults

    Keys: alice-api-key, bob-api-key, partner-api-key (a consumer with a custom id only), carol-api-key (has no JWT credential).
    Ctrl-C ends it.

    """
  }
}
