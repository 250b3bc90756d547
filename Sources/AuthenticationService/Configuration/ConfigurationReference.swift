/// The configuration reference, docs/configuration.md, printed from the declarations.
package enum ConfigurationReference {
  /// The document, with a final newline.
  package static var markdown: String {
    var lines = [introduction]
    var section: String?
    for declaration in ServiceConfiguration.declarations {
      if declaration.section != section {
        section = declaration.section
        lines += ["", "## \(declaration.section)", "", "| Variable | Type | Default | Meaning |", "|---|---|---|---|"]
      }
      lines.append(row(declaration))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ declaration: SettingDeclaration) -> String {
    let fallback =
      switch declaration.presence {
      case .optional(let text): text
      case .required: "**required**"
      }
    return "| `\(declaration.variable)` | \(declaration.type) | \(fallback) | \(declaration.summary) |"
  }

  private static let introduction = """
    # Configuration

    <!-- Printed from the declarations in Sources/AuthenticationService/Configuration; `make generate` writes it. -->

    The service is configured by environment variables alone; `.env` files are not read. Variables that it does not
    know are ignored.

    - An empty or blank variable counts as unset. White space around a value is ignored.
    - A boolean is `true`, `1`, `yes`, `on`, or `false`, `0`, `no`, `off`, in any case.
    - A secret may be kept in a file, as Docker and Kubernetes mount them: `NAME_FILE` names the file, and `NAME` wins
      when both are set. The file must be a regular one of at most 8 KiB; white space around its content is ignored.

    Everything that is wrong is reported at once on standard error, and the service exits with code 78:

    ```
    Invalid environment configuration:
      - KONG_JWT_AUTHORITY: is required but missing; for example https://auth.example.com
      - PORT: must be an integer from 1 to 65535

    Help: Check docs/configuration.md for correct format and ensure all required variables are set.
    ```

    With `NODE_ENV=production` more is asked. Where a demand can be waived, a variable says so:

    | In production | unless |
    |---|---|
    | `KONG_ADMIN_URL` is `https` | `KONG_ADMIN_ALLOW_HTTP=true` |
    | `KONG_ADMIN_URL` does not point to the service's own machine | `KONG_ADMIN_ALLOW_LOOPBACK=true` |
    | `KONG_ADMIN_TOKEN` is set | `KONG_ADMIN_ALLOW_NO_TOKEN=true` |
    | `KONG_ADMIN_TOKEN` has at least 32 characters | |
    | `GATEWAY_PROOF` is set | `ALLOW_UNVERIFIED_GATEWAY=yes` |
    | `OTEL_SERVICE_NAME` does not contain the word `localhost` or `test` | |
    | `OTEL_SERVICE_VERSION` is not `dev` or `latest` | |
    """
}
