/// The spans of the service, besides `{method} {route}` of requests and `{method}` of calls over HTTP.
package enum SpanName: String, Sendable, CaseIterable {
  /// Everything that Kong is asked for one consumer.
  case kongLookup = "kong.getConsumerSecret"
  case redisGet = "redis.get"
  case redisSet = "redis.set"
  case redisDelete = "redis.delete"
  case tokenCreation = "jwt_create"
  case tokenValidation = "jwt_validate"
}
