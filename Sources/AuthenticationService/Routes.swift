import HTTPEdge

/// The route table: every route of the service on one screen.
struct Routes {
  let tokens: TokenHandler
  let validation: ValidationHandler
  let health: HealthHandler

  var table: [Route] {
    [
      Route(.get, TokenPath.tokens, tokens.reply),
      Route(.get, TokenPath.validation, validation.reply),
      Route(.get, "/health/live", health.live),
      Route(.get, "/health/ready", health.ready),
    ]
  }
}
