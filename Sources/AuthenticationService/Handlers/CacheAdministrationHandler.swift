import AuthenticationCore
import HTTPEdge
import RedisClient

/// Answers operators who want to see the cache, or to have it forget somebody.
struct CacheAdministrationHandler: Sendable {
  static let path = "/admin/cache"

  let store: CredentialStore
  let shared: SharedCache?
  let cache: CacheDescription
  let names: HashedIDs
  /// How long the shared cache may take to forget.
  let patience: Duration
  let problems: ProblemResponses

  /// Entries that are listed, at most.
  private static let mostListed = 1000

  /// `GET /admin/cache`: counts, and the entries that were used most recently, under names that say nothing of consumers.
  func show(_ request: Request) -> Reply {
    // To hash so many names takes longer than an event loop may.
    .pending {
      let entries = store.listing(Self.mostListed).map { entry -> JSONOutput in
        [
          "id": .string(names.name(of: entry.key)), "state": .string(entry.state.rawValue),
          "freshForSeconds": entry.freshFor.map { .integer(Int($0.components.seconds)) } ?? .null,
        ]
      }
      let document = (cache.metrics.members ?? []) + [JSONMember("listed", .array(entries))]
      return Response(problems.heads.administration, body: JSONOutput.object(document).pretty)
    }
  }

  /// `DELETE /admin/cache`: everybody is forgotten, here and by every replica.
  func purgeAll(_ request: Request) -> Reply {
    purge(.all, request)
  }

  /// `DELETE /admin/cache/{consumer}`: one consumer is, by the id or name that stands in `X-Consumer-ID`.
  func purgeOne(_ request: Request) -> Reply {
    guard let name = request.lastSegment, name.count <= 256 else {
      return .ready(
        problems.administration(request, .badRequest, "The consumer must be given in percent-encoding, not empty"))
    }
    return purge(.consumer(name.consumerName), request)
  }

  private func purge(_ purge: Purge, _ request: Request) -> Reply {
    // Whatever becomes of the others, this replica forgets at once.
    let entries = store.forget(purge)
    guard let shared else { return .ready(answer(purge, entries, shared: nil)) }
    return .pending {
      switch await forget(purge, in: shared) {
      case .success(let count):
        // What was read from there meanwhile.
        return answer(purge, entries + store.forget(purge), shared: count)
      case .failure(let failure):
        return problems.administration(
          request, .serviceUnavailable,
          "This replica has forgotten, the others have not been told: shared cache: \(failure). Try again")
      }
    }
  }

  /// Lets the shared cache forget, and all replicas, as far as there is time.
  private func forget(_ purge: Purge, in shared: SharedCache) async -> Result<Int, RedisFailure> {
    await withTaskGroup(of: Result<Int, RedisFailure>.self) { group in
      group.addTask {
        do throws(RedisFailure) { return .success(try await shared.administration.purge(purge)) } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: patience)
        return .failure(.timeout)
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.timeout)
    }
  }

  private func answer(_ purge: Purge, _ entries: Int, shared count: Int?) -> Response {
    let target = if case .consumer(let name) = purge { name } else { "all" }
    let document: JSONOutput = [
      "purged": .string(target),
      "entries": .integer(entries),
      "sharedEntries": count.map(JSONOutput.integer) ?? .null,
      "timestamp": .string(problems.clock.timestamp()),
    ]
    return Response(problems.heads.administration, body: document.pretty)
  }
}
