import Foundation

/// A dashboard of Grafana, as far as it reads series.
struct Dashboard: Decodable {
  struct Source: Decodable {
    let type: String
    let uid: String
  }

  struct Target: Decodable {
    let expr: String
    let datasource: Source
  }

  struct Position: Decodable {
    let h: Int
    let w: Int
    let x: Int
    let y: Int
  }

  struct Panel: Decodable {
    let id: Int
    let type: String
    let title: String
    let gridPos: Position
    let datasource: Source?
    let targets: [Target]?
  }

  struct Variable: Decodable {
    let name: String
    let type: String
    let definition: String?
    let datasource: Source?
  }

  struct Annotation: Decodable {
    let expr: String
    let datasource: Source
  }

  struct List<Element: Decodable>: Decodable {
    let list: [Element]
  }

  let panels: [Panel]
  let templating: List<Variable>
  let annotations: List<Annotation>

  /// Every expression, with something that Prometheus takes in the place of variables.
  var expressions: [String] {
    (panels.flatMap { $0.targets ?? [] }.map(\.expr) + annotations.list.map(\.expr)
      + templating.list.compactMap { $0.definition?.firstMatch(of: /^label_values\((.*), [a-z]+\)$/)?.output.1 }.map(
        String.init))
      .map { $0.replacing("$__rate_interval", with: "5m") }
  }

  /// Every data source that something reads from.
  var sources: [Source] {
    panels.compactMap(\.datasource) + panels.flatMap { $0.targets ?? [] }.map(\.datasource)
      + annotations.list.map(\.datasource) + templating.list.compactMap(\.datasource)
  }
}
