import HTTPEdge

/// Answers what no route answers: OPTIONS, wrong methods, unknown paths.
struct FallbackHandler: Sendable {
  let problems: ProblemResponses
  let contentTypes: ContentTypePolicy

  var fallbacks: Router.Fallbacks {
    Router.Fallbacks(
      options: { _ in Response(problems.heads.preflight) },
      methodNotAllowed: problems.methodNotAllowed,
      // As the replaced service has it, what cannot be taken is refused before what there is not.
      notFound: { contentTypes.refusal(of: $0) ?? problems.notFound($0) })
  }
}
