/// The configuration reference, docs/configuration.md, printed from the declarations.
package enum ConfigurationReference {
  /// The document, with a final newline.
  package static var markdown: String {
    var lines = [introduction]
    var section: String?
    for declaration in ServiceConfiguration.declarations {
      if declaration.section != section {
        section = declaration.section
        lines += [
          "", "## \(declaration.section)", "", "| Variable | `CONFIG_FILE` | Type | Default | Meaning |",
          "|---|---|---|---|---|",
        ]
      }
      lines.append(row(declaration))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ declaration: SettingDeclaration) -> String {
    let variable = declaration.variable.map { "`\($0)`" } ?? "none"
    let marks = (declaration.isReloadable ? " ↻" : "") + (declaration.hasEffect ? "" : " ◦")
    let fallback = declaration.fallback ?? "**required**"
    return
      "| \(variable)\(marks) | `\(declaration.key)` | \(declaration.type) | \(fallback) | \(declaration.summary) |"
  }

  private static let introduction = """
    # Configuration

    <!-- Printed from the declarations in Sources/AuthenticationService/Configuration; `make generate` writes it, and
    `authentication-service config docs` prints it. -->

    Every setting is an environment variable, a place in a JSON file that `CONFIG_FILE` names, or both. The first of these
    that says something wins:

    1. the environment variable;
    2. for a secret, the file that `NAME_FILE` names;
    3. `CONFIG_FILE`;
    4. the default.

    ↻ marks what a running service takes over, ◦ what is checked and has no effect in this version: one warning at the
    start names those that are set.

    - An empty or blank variable counts as unset. White space around a value is ignored. `.env` files are not read.
    - A boolean is `true`, `1`, `yes`, `on`, or `false`, `0`, `no`, `off`, in any case.
    - A secret may be kept in a file, as Docker and Kubernetes mount them. The file must be a regular one of at most
      8 KiB; white space around its content is ignored.
    - `CONFIG_FILE` is one JSON object of at most 1 MiB, such as `{"server": {"port": 8080}, "caching": {"ttlSeconds": 60}}`.
      At its top a setting may also stand under the name of its variable: `{"PORT": 8080}`. Lists are arrays, or text with
      commas.
    - A variable that begins like one of ours and is none gets a warning with the nearest name that is known.

    ## Checking and reloading

    | Command | does |
    |---|---|
    | `authentication-service config check` | says everything that is wrong or odd; exit code 0, or 78 with faults; `--json` for machines |
    | `authentication-service config print` | prints every setting with its value (secrets as `<redacted>`), where it came from, and its default; `--json` |
    | `authentication-service config docs` | prints this page |

    On SIGHUP, and within seconds of a change of `CONFIG_FILE`, a running service loads its configuration again. What is
    marked ↻ holds from the next request on; one line of the log names everything else that has changed and waits for a
    restart. A faulty configuration changes nothing, and its faults are in the log. The environment of a running process
    cannot change: what a variable sets stays as it is, only files can bring something new.

    ## Faults

    Everything that is wrong is reported at once on standard error, and the service exits with code 78:

    ```
    Invalid environment configuration:
      - KONG_JWT_AUTHORITY: is required but missing; for example https://auth.example.com
      - PORT: must be an integer from 1 to 65535

    Help: Check docs/configuration.md for correct format and ensure all required variables are set.
    ```

    With `KONG_MODE=KONNECT`, `KONG_ADMIN_TOKEN` is required, and a `KONG_ADMIN_URL` on `konghq.com` must name a control
    plane. With `NODE_ENV=production` more is asked. Where a demand can be waived, a variable says so:

    | In production | unless |
    |---|---|
    | `KONG_ADMIN_URL` is `https` | `KONG_ADMIN_ALLOW_HTTP=true` |
    | `KONG_ADMIN_URL` does not point to the service's own machine | `KONG_ADMIN_ALLOW_LOOPBACK=true` |
    | `KONG_ADMIN_TOKEN` is set | `KONG_ADMIN_ALLOW_NO_TOKEN=true` |
    | `KONG_ADMIN_TOKEN` has at least 32 characters | `KONG_ADMIN_ALLOW_SHORT_TOKEN=true` |
    | `REDIS_URL` or `REDIS_SENTINELS` is set while `HIGH_AVAILABILITY` is true | `HIGH_AVAILABILITY=false` |
    | `GATEWAY_PROOF` is set | `ALLOW_UNVERIFIED_GATEWAY=yes` |
    | `OTEL_SERVICE_NAME` does not contain the word `localhost` or `test` | |
    | `OTEL_SERVICE_VERSION` is not `dev` or `latest` | |
    """
}
