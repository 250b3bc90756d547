import HTTPEdge

/// `/status`: the shape of Kong's answer; its figures are those of an idle node, and only `reachable` means something.
enum AdminStatus {
  static func answer(databaseIsReachable: Bool) -> AdminAnswer {
    AdminAnswer(
      .ok,
      [
        "database": ["reachable": .bool(databaseIsReachable)],
        "memory": ["lua_shared_dicts": .object(dictionaries), "workers_lua_vms": [worker]],
        "server": [
          "connections_active": .integer(2), "connections_reading": .integer(0), "total_requests": .integer(34),
          "connections_writing": .integer(2), "connections_handled": .integer(34),
          "connections_waiting": .integer(0), "connections_accepted": .integer(34),
        ],
      ])
  }

  private static let worker: JSONValue = ["pid": .integer(30893), "http_allocated_gc": "45.78 MiB"]

  /// Name, use and size in MiB.
  private static let dictionaries = JSONObject(
    [
      ("kong_core_db_cache_miss", "0.08", "12.00"),
      ("kong_db_cache", "0.76", "128.00"),
      ("kong_db_cache_miss", "0.08", "12.00"),
      ("kong_secrets", "0.04", "5.00"),
      ("prometheus_metrics", "0.04", "5.00"),
      ("kong", "0.04", "5.00"),
      ("kong_locks", "0.06", "8.00"),
      ("kong_healthchecks", "0.04", "5.00"),
      ("kong_cluster_events", "0.04", "5.00"),
      ("kong_rate_limiting_counters", "0.08", "12.00"),
      ("kong_core_db_cache", "0.77", "128.00"),
    ].map { name, use, capacity in
      JSONObject.Member(
        name: name,
        value: ["allocated_slabs": .string("\(use) MiB"), "capacity": .string("\(capacity) MiB")])
    })
}
