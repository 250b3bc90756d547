/// What the live page does, in three parts: what it is made of, what it draws, and where it reads.
///
/// Whatever comes from the service becomes text or a number, never markup.
enum LiveScript {
  static let elements = #"""
    const $ = (id) => document.getElementById(id);
    /** Sets a text only where it differs, so that nobody is read the same again. */
    const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };
    const make = (name, text, attributes = {}) => {
      const element = document.createElement(name);
      if (text !== undefined) element.textContent = text;
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const number = (value, digits = 0) => value === null || value === undefined ? "–"
      : value.toLocaleString("en-US", { maximumFractionDigits: digits });
    const rate = (value) => number(value, value < 10 ? 2 : 0);
    const milliseconds = (value) => value === null || value === undefined ? "–"
      : value >= 1000 ? `${number(value / 1000, 2)} s` : `${number(value, value < 10 ? 2 : 0)} ms`;
    const percent = (value) => value === null || value === undefined ? "–" : `${number(value, 1)} %`;
    const span = (seconds) => {
      const all = Math.max(0, Math.floor(seconds));
      const parts = [[Math.floor(all / 86400), "d"], [Math.floor(all / 3600) % 24, "h"], [Math.floor(all / 60) % 60, "min"], [all % 60, "s"]];
      const first = parts.findIndex((part) => part[0] > 0);
      return first < 0 ? "0 s" : parts.slice(first, first + 2).map((part) => part.join(" ")).join(" ");
    };
    const clock = (text) => new Date(text).toLocaleTimeString([], { hour12: false });
    const seconds = (from, to) => (Date.parse(to) - Date.parse(from)) / 1000;
    """#

  static let drawing = #"""
    const HEADLINES = { healthy: "The service is well", degraded: "The service is impaired", unhealthy: "The service is down" };
    let points = [];

    const verdict = (sample) => {
      $("verdict").dataset.state = sample.status;
      say($("headline"), HEADLINES[sample.status]);
      document.title = `${sample.status === "healthy" ? "✓" : "⚠ " + sample.status} · ${sample.service}`;
      say($("since"), `for ${span(seconds(sample.since, sample.timestamp))}, since ${clock(sample.since)}`);
      const list = $("problems");
      const subjects = sample.problems.map((problem) => problem.subject).join("\n");
      if (list.dataset.subjects !== subjects) {
        list.dataset.subjects = subjects;
        list.replaceChildren(...sample.problems.map(() => {
          const item = make("li");
          const since = make("p");
          since.append("Since ", make("time"), " (", make("span", undefined, { "aria-live": "off" }), ")");
          item.append(make("strong"), make("p"), since);
          return item;
        }));
      }
      sample.problems.forEach((problem, index) => {
        const item = list.children[index];
        say(item.children[0], problem.text);
        say(item.children[1], problem.consequence);
        const time = item.querySelector("time");
        time.dateTime = problem.since;
        say(time, clock(problem.since));
        say(item.querySelector("span"), span(seconds(problem.since, sample.timestamp)));
      });
    };

    const tiles = (sample) => {
      const { requests, cache, memory } = sample;
      const latency = requests.latency || {};
      const values = [
        ["total", "Requests since start", number(requests.total)], ["rate-now", "Requests per second", rate(requests.rate)],
        ["failures", "Faults of ours per second", rate(requests.failureRate)], ["p50", "p50 of tokens", milliseconds(latency.p50)],
        ["p95", "p95 of tokens", milliseconds(latency.p95)], ["p99", "p99 of tokens", milliseconds(latency.p99)],
        ["hit-rate", "Cache hits since start", percent(cache.hitRate)], ["entries", "Cached consumers", number(cache.entries)],
        ["in-flight", "Requests in flight", number(requests.inFlight)], ["connections", "Connections", number(sample.connections)],
        ["memory", "Memory", memory ? `${number(memory.rss)} MB` : "–"], ["uptime", "Up for", span(sample.uptime)],
      ];
      const list = $("tiles");
      if (!list.children.length) list.append(...values.map(([id, name]) => {
        const tile = make("div");
        tile.append(make("dt", name), make("dd", "–", { id }));
        return tile;
      }));
      for (const [id, , text] of values) say($(id), text);
    };

    const ceiling = (value) => {
      if (!(value > 0)) return 1;
      const power = 10 ** Math.floor(Math.log10(value));
      return [1, 2, 5, 10].find((step) => step * power >= value) * power;
    };
    /** Draws lines against time; a second without a value is a gap. */
    const plot = (id, series, show, top) => {
      const highest = top || ceiling(Math.max(0, ...series.flat().filter((value) => value !== null)));
      say($(`${id}-top`), show(highest));
      series.forEach((values, index) => {
        let path = "";
        let isDown = false;
        values.forEach((value, place) => {
          if (value === null) { isDown = false; return; }
          const x = (60 - values.length + place) * 10;
          const y = (139 - 138 * Math.min(value / highest, 1)).toFixed(1);
          path += isDown ? `L${x} ${y}` : `M${x} ${y}h.1`;
          isDown = true;
        });
        $(`${id}-${index}`).setAttribute("d", path || "M0 0");
        const last = values.length ? values[values.length - 1] : null;
        say($(`${id}-${index}-now`), last === null ? "–" : show(last));
      });
    };
    const charts = () => {
      plot("rate", [points.map((point) => point.rate), points.map((point) => point.failureRate)], rate);
      plot("latency", ["p50", "p95", "p99"].map((name) => points.map((point) => point.latency ? point.latency[name] : null)), milliseconds);
      plot("hits", [points.map((point) => point.hitRate)], percent, 100);
    };

    const card = ([name, isGood, state, detail]) => {
      const mark = isGood === null ? "–" : isGood ? "✓" : "✕";
      const item = make("li", undefined, { "data-state": isGood === null ? "off" : isGood ? "good" : "bad" });
      item.append(make("b", `${mark} ${name}: ${state}`), make("span", detail));
      return item;
    };
    const dependencies = (sample) => {
      const { kong, cache, telemetry } = sample.dependencies;
      const isConnected = cache.connection.connected && (!cache.healthMonitor || cache.healthMonitor.status !== "unhealthy");
      const cards = [
        ["Kong Admin API", kong.status === "healthy", kong.status, kong.details.error || `answers in ${kong.responseTime}`],
        [`Cache (${cache.type})`, isConnected, isConnected ? "works" : "does not work",
          `${number(sample.cache.fresh)} fresh, ${number(sample.cache.stale)} stale`],
      ];
      for (const [name, signal] of Object.entries(telemetry)) {
        const isOff = signal.endpoint === "not configured";
        cards.push([`Telemetry, ${name}`, isOff ? null : signal.status === "healthy", isOff ? "off" : signal.status,
          isOff ? "no collector is configured" : signal.error || `${signal.exports.successRate} of exports succeed`]);
      }
      for (const breaker of sample.circuitBreakers) {
        cards.push([`Breaker ${breaker.name}`, breaker.state === "closed", breaker.state, `${number(breaker.rejections)} calls refused`]);
      }
      renew("dependencies", cards, () => cards.map(card));
    };

    /** Builds a list anew only where it differs, so that what somebody has marked to copy stays. */
    const renew = (id, data, build) => {
      const key = JSON.stringify(data);
      if (renew.known[id] !== key) $(id).replaceChildren(...build(data));
      renew.known[id] = key;
    };
    renew.known = {};
    const rows = (id, lines, empty) => renew(id, lines, () => {
      const all = lines.map((cells) => {
        const row = make("tr");
        row.append(...cells.map((cell) => make("td", cell)));
        return row;
      });
      if (!all.length) {
        const row = make("tr");
        row.append(make("td", empty, { colspan: 7 }));
        all.push(row);
      }
      return all;
    });
    const tables = (sample) => {
      rows("errors", sample.errors.map((error) => [clock(error.timestamp), String(error.status), error.code || "–", error.route, error.requestId]), "None.");
      rows("routes", sample.requests.routes.map((route) => [
        route.route, number(route.total), rate(route.rate),
        Object.entries(route.classes).map(([name, count]) => `${name}: ${number(count.total)}`).join(", "),
        ...["p50", "p95", "p99"].map((name) => milliseconds(route.latency ? route.latency[name] : null)),
      ]), "No requests yet.");
    };
    """#

  static let stream = #"""
    const PATIENCE = 3500;
    const KEY = "management-token";
    let wait = 2000;
    let lastSample = 0;
    let lastTime = "";
    let lastHeadline = "";
    let lock = null;

    const link = (state, text) => {
      $("link").dataset.state = state;
      say($("link-text"), text);
      document.body.classList.toggle("stale", state === "lost");
    };
    /** Nothing on the page may look as if it were so now; a service that says why it does not tell is quoted. */
    const lost = (refusal) => {
      link("lost", refusal ? `Refused with status ${refusal.status}, trying again`
        : lastTime ? `Connection lost: data of ${clock(lastTime)}` : "No connection, trying again");
      $("verdict").dataset.state = "unknown";
      say($("headline"), refusal ? refusal.detail : "No connection to the service");
      say($("since"), lastTime ? `What was known last, at ${clock(lastTime)}: ${lastHeadline}` : "");
      document.title = refusal ? `✕ refused with status ${refusal.status}` : "✕ no connection";
    };
    const show = (sample) => {
      lastSample = performance.now();
      lastTime = sample.timestamp;
      lastHeadline = HEADLINES[sample.status];
      link("live", "Live");
      say($("service"), sample.service);
      say($("about"), `${sample.version}, ${sample.environment}`);
      verdict(sample);
      tiles(sample);
      charts();
      dependencies(sample);
      tables(sample);
    };
    const receive = (event) => {
      const fields = { data: "" };
      for (const line of event.split("\n")) {
        const colon = line.indexOf(": ");
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
      }
      if (Number(fields.retry) > 0) wait = Number(fields.retry);
      if (fields.event === "history") points = JSON.parse(fields.data);
      if (fields.event !== "sample") return;
      const sample = JSON.parse(fields.data);
      const { requests } = sample;
      // The first sample belongs to the last second of the history.
      if (receive.isNext) points.push({ rate: requests.rate, failureRate: requests.failureRate, latency: requests.latency, hitRate: sample.cache.recentHitRate });
      receive.isNext = true;
      points = points.slice(-60);
      show(sample);
    };

    const askForToken = (text) => {
      link("connecting", "Waiting for the token");
      document.body.classList.add("locked");
      if (text) say($("ask-text"), text);
      $("ask").hidden = false;
      $("token").focus();
      return new Promise((resolve) => { lock = resolve; });
    };
    $("ask").addEventListener("submit", (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEY, $("token").value);
      $("token").value = "";
      $("ask").hidden = true;
      document.body.classList.remove("locked");
      if (lock) lock();
    });

    /** Reads one stream to its end. */
    const read = async (signal) => {
      const token = sessionStorage.getItem(KEY);
      if (token && !/^[!-~]+$/.test(token)) {
        sessionStorage.removeItem(KEY);
        return askForToken("A token has letters, digits and signs of ASCII alone, and no space. Try again.");
      }
      const headers = { Accept: "text/event-stream" };
      if (token) headers.Authorization = `Bearer ${token}`;
      const response = await fetch("/admin/live", { headers, signal, cache: "no-store", credentials: "omit" });
      if (response.status === 401) {
        sessionStorage.removeItem(KEY);
        await response.body.cancel();
        return askForToken(token ? "That is not the token. Try again." : "");
      }
      if (!response.ok) {
        const problem = await response.json().catch(() => ({}));
        throw { refusal: { status: response.status, detail: problem.detail || "The service does not tell this page" } };
      }
      receive.isNext = false;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) throw new Error("the service has ended the stream");
        rest += value;
        const events = rest.split("\n\n");
        rest = events.pop();
        events.forEach(receive);
      }
    };
    const run = async () => {
      for (;;) {
        const abort = new AbortController();
        lastSample = performance.now();
        const watch = setInterval(() => {
          const age = performance.now() - lastSample;
          if (lock === null && age > PATIENCE) lost();
          if (lock === null && age > 3 * PATIENCE) abort.abort();
        }, 500);
        try {
          await read(abort.signal);
        } catch (error) {
          lost(error.refusal);
          await new Promise((resolve) => setTimeout(resolve, wait));
        } finally {
          clearInterval(watch);
          lock = null;
        }
      }
    };
    run();
    """#
}
