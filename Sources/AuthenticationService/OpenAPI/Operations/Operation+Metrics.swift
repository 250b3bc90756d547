extension Operation {
  static let metrics = metrics(MetricsView.allCases)

  /// - Parameter views: those that are served.
  static func metrics(_ views: [MetricsView]) -> Operation {
    let names = views.map(\.rawValue)
    return Operation(
      "getMetrics", .metrics, "What was counted",
      """
      JSON for dashboards, in views; or text for scrapers that ask for it by `Accept` or `format`. The views `config` and `full` \
      are for operators: in production and staging only the management port has them.
      """,
      parameters: [
        Parameter(
          "view", in: .query, "Which part of the JSON document is wanted; `operational` if nothing is said.",
          .choice("operational", of: [""] + names)),
        Parameter(
          "format", in: .query, "The form, whatever `Accept` says.",
          .choice("json", of: ["", "json", "prometheus", "openmetrics"])),
      ],
      isPartlyForOperators: views.contains { $0.audience == .operators },
      answers: [
        OperationAnswer(
          200, "What was counted. Members of other views are left out.",
          [
            .json(.metrics),
            .text("text/plain", "# TYPE http_requests_total counter\nhttp_requests_total{method=\"GET\"} 7\n"),
            .text(
              "application/openmetrics-text",
              "# TYPE http_requests counter\nhttp_requests_total{method=\"GET\"} 7\n# EOF\n"),
          ]),
        .json(
          "There is no such view, or format.", status: 400, .refusedParameter,
          example: SchemaComponent.refusedParameter.schema.example.setting(
            "message", to: "Valid views: \(names.joined(separator: ", "))")),
      ])
  }
}
