import ArgumentParser
import AuthenticationService

/// The program: one subcommand per way of running it.
@main
struct AuthenticationServiceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authentication-service",
    abstract: "Issues JWTs to the consumers of Kong Gateway.",
    discussion: """
      The service stands behind Kong, reads the consumer that Kong has authenticated from the request's headers, \
      fetches the consumer's JWT credential from Kong's Admin API, and mints a short-lived HS256 token with it.

      EXAMPLES
        Try everything out, without a Kong:
          authentication-service sandbox

        Serve:
          KONG_JWT_AUTHORITY=https://auth.example.com \\
          KONG_JWT_AUDIENCE=https://api.example.com \\
          KONG_ADMIN_URL=http://kong:8001 \\
          authentication-service

        Check a configuration before it is rolled out:
          authentication-service config check

        Ask a running service whether it is alive, as a container probe does:
          authentication-service healthcheck

        Let all replicas forget a consumer whose credential has just been revoked:
          authentication-service cache purge --consumer a11ce000-0000-4000-8000-000000000001
      """,
    version: ServiceVersion.current,
    subcommands: [
      ServeCommand.self, ConfigCommand.self, SandboxCommand.self, HealthCheckCommand.self, CacheCommand.self,
      OpenAPICommand.self,
    ],
    defaultSubcommand: ServeCommand.self
  )
}
