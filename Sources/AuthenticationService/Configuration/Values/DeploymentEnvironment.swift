/// Where the service runs, as `NODE_ENV` has always named it.
package enum DeploymentEnvironment: String, Sendable, CaseIterable {
  case local, development, staging, production, test
}
