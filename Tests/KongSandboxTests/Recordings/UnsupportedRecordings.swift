/// The recordings that the sandbox does not claim to answer like Kong, each with the reason.
enum UnsupportedRecordings {
  static let adminAPI = [
    "root": "a dump of the whole configuration; the sandbox tells its version only",
    "services": "routes are given to the sandbox as values and not shown",
    "routes": "routes are given to the sandbox as values and not shown",
    "plugins": "plugins are given to the sandbox as values and not shown",
    "endpoints": "a list of every endpoint of Kong, most of which the sandbox does not have",
    "schema_jwt_secrets": "schemas are enforced and not shown",
    "schema_consumers": "schemas are enforced and not shown",
  ]

  static let proxy: [String: String] = [:]
}
