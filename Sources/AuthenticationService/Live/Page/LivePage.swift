import Crypto
import FoundationEssentials
import HTTPEdge

/// The live page of operators: one style, one script, nothing from elsewhere, and nothing of the service until the script has asked.
enum LivePage {
  /// What browsers may do with the page: use this style and this script, and ask the service.
  static let contentSecurityPolicy = """
    default-src 'none'; style-src '\(digest(LiveStyle.sheet))'; script-src '\(digest(script))'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """

  /// In strict mode, and without a global name.
  static let script =
    "\"use strict\";\n(() => {\n\(LiveScript.elements)\n\(LiveScript.drawing)\n\(LiveScript.stream)\n})();\n"

  static let body = Array(html.utf8)

  private static func digest(_ text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }

  private static let html = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Operations</title>
    <style>\(LiveStyle.sheet)</style>
    </head>
    <body>
    <header>
    <h1 id="service">Operations</h1>
    <p id="about" class="quiet">Waiting for the service</p>
    <p id="link" class="badge" role="status" data-state="connecting"><span id="link-text">Connecting</span></p>
    </header>
    <form id="ask" hidden>
    <h2>Token</h2>
    <p id="ask-text">This service asks operators for <code>MANAGEMENT_TOKEN</code>. It is kept for this tab alone.</p>
    <label for="token">Management token</label>
    <input id="token" type="password" autocomplete="off" required pattern="[!-~]+" title="Letters, digits and signs of ASCII, no space">
    <button>Connect</button>
    </form>
    <main id="main">
    <section id="verdict" data-state="unknown" aria-labelledby="headline">
    <div role="status" aria-live="polite"><h2 id="headline">No data yet</h2></div>
    <p id="since" class="quiet"></p>
    <ul id="problems" aria-label="What is wrong" aria-live="polite"></ul>
    </section>
    <section aria-label="Now"><dl id="tiles"></dl></section>
    <section class="charts" aria-label="The last minute">
    \(chart("rate", "Requests per second", "all", "faults of ours"))
    \(chart("latency", "Time to a token", "p50", "p95", "p99"))
    \(chart("hits", "Cache hit rate", "hit rate"))
    </section>
    <section aria-labelledby="dependencies-title">
    <h2 id="dependencies-title">Dependencies and breakers</h2>
    <ul id="dependencies" class="cards"></ul>
    </section>
    <section aria-labelledby="errors-title">
    <h2 id="errors-title">Latest errors</h2>
    \(table("errors", "The last errors that clients were told of, ten of theirs and ten of ours", ["When", "Status", "Code", "Route", "Request"]))
    </section>
    <section aria-labelledby="routes-title">
    <h2 id="routes-title">Routes</h2>
    \(table("routes", "Totals since the start, and the last second", ["Route", "Total", "Per second", "By status", "p50", "p95", "p99"]))
    </section>
    </main>
    <footer class="quiet">Percentiles are interpolated within the buckets of <code>/metrics</code>; totals are the same as there. Times are those of your clock's time zone.</footer>
    <noscript><p>This page shows nothing without its script; <code>/admin/snapshot</code> and <code>/health</code> do.</p></noscript>
    <script>\(script)</script>
    </body>
    </html>

    """

  /// A chart with its legend: the lines differ in their strokes, too.
  private static func chart(_ id: String, _ title: String, _ series: String...) -> String {
    let lines = series.indices.map { "<path class=\"line s\($0)\" id=\"\(id)-\($0)\"/>" }
    let legend = series.enumerated().map { index, name in
      """
      <li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="line s\(index)" d="M0 4H24"/></svg>\
      \(name) <b id="\(id)-\(index)-now">–</b></li>
      """
    }
    return """
      <figure><figcaption>\(title)</figcaption>
      <div class="plot"><span id="\(id)-top" class="top"></span>
      <svg id="\(id)" viewBox="0 0 590 140" preserveAspectRatio="none" role="img" aria-label="\(title), the last minute">
      <path class="grid" d="M0 1H590M0 70H590M0 139H590"/>\(lines.joined())</svg></div>
      <p class="axis" aria-hidden="true"><span>60 s ago</span><span>now</span></p>
      <ul class="legend">\(legend.joined())</ul></figure>
      """
  }

  private static func table(_ id: String, _ caption: String, _ columns: [String]) -> String {
    let heads = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption>\
      <thead><tr>\(heads)</tr></thead><tbody id="\(id)"></tbody></table></div>
      """
  }
}
