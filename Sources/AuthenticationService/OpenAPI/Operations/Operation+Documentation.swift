extension Operation {
  static let describe = Operation(
    "getDescription", .documentation, "This description",
    """
    The OpenAPI document of what this port serves: JSON, YAML, or a page for people, whichever `Accept` prefers; JSON where nothing \
    fits. ETag and Last-Modified stay the same for as long as version and settings do.
    """,
    answers: [
      OperationAnswer(
        200, "The description.", fields: [.entityTag, .lastModified],
        [
          .json(.openAPI), .text("application/yaml", "openapi: \"3.1.1\"\n"), .text("text/html", "<!doctype html>"),
        ]), OperationAnswer(304, "The client has it already.", fields: [.entityTag]),
    ])
}
