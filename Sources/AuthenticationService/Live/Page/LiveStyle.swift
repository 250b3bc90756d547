/// How the live page looks: light or dark as the reader has it, in one column on a phone.
enum LiveStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ground: #f4f6f8; --card: #fff; --ink: #14202b; --quiet: #55636f; --line: #d9e0e6;
      --good: #0b6b46; --good-ground: #dff5ea; --warn: #7d4700; --warn-ground: #fff0d6; --bad: #a3170f; --bad-ground: #ffe3e0;
      --s0: #1464c0; --s1: #b3540a; --s2: #a3177a; }
    @media (prefers-color-scheme: dark) { :root { --ground: #0e1419; --card: #172028; --ink: #e6edf3; --quiet: #9fb0be; --line: #2b3843;
      --good: #6fe0ae; --good-ground: #10362a; --warn: #ffc46b; --warn-ground: #3d2c0c; --bad: #ff9d94; --bad-ground: #47171a;
      --s0: #6cb2ff; --s1: #ffab5e; --s2: #f08bd3; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 1rem 1rem 3rem; background: var(--ground); color: var(--ink);
      font: 16px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
    h1, h2, p, dl, dd, ul, figure { margin: 0; padding: 0; } ul { list-style: none; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin-bottom: .75rem; }
    h1 { font-size: 1.15rem; } h2 { font-size: 1.05rem; margin-bottom: .5rem; }
    .quiet, caption, dt, figcaption, .axis, th { color: var(--quiet); }
    .badge { margin-left: auto; border: 1px solid var(--line); border-radius: 2rem; padding: .1rem .75rem; background: var(--card); font-size: .9rem; }
    .badge::before { content: "○ "; } .badge[data-state=live]::before { content: "● "; color: var(--good); }
    .badge[data-state=lost] { background: var(--bad-ground); color: var(--bad); border-color: currentColor; font-weight: 600; }
    .badge[data-state=lost]::before { content: "✕ "; }
    section { margin-top: 1rem; }
    #verdict { border-radius: .75rem; border-left: .5rem solid; padding: 1rem 1.25rem; background: var(--card); }
    #verdict h2 { font-size: clamp(1.5rem, 5vw, 2.25rem); line-height: 1.15; margin: 0; }
    #verdict h2::before { display: inline-block; min-width: 1.3em; content: "?"; }
    #verdict[data-state=healthy] { background: var(--good-ground); border-color: var(--good); }
    #verdict[data-state=healthy] h2 { color: var(--good); } #verdict[data-state=healthy] h2::before { content: "✓"; }
    #verdict[data-state=degraded] { background: var(--warn-ground); border-color: var(--warn); }
    #verdict[data-state=degraded] h2 { color: var(--warn); } #verdict[data-state=degraded] h2::before { content: "⚠"; }
    #verdict[data-state=unhealthy] { background: var(--bad-ground); border-color: var(--bad); }
    #verdict[data-state=unhealthy] h2 { color: var(--bad); } #verdict[data-state=unhealthy] h2::before { content: "✕"; }
    #verdict .quiet { color: inherit; opacity: .85; }
    #problems li { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); }
    #problems strong { display: block; overflow-wrap: anywhere; }
    #problems time { font-weight: 600; }
    body.stale #main { opacity: .55; } body.locked #main { display: none; }
    #tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .5rem; }
    @media (min-width: 64rem) { #tiles { grid-template-columns: repeat(6, 1fr); } }
    #tiles div, figure, .cards li, form, .scroll { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
    #tiles div { padding: .5rem .75rem; } dt { font-size: .85rem; }
    dd { font-size: 1.35rem; font-weight: 600; white-space: nowrap; } dd small { font-size: .8rem; font-weight: 400; color: var(--quiet); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: .5rem; }
    figure { padding: .75rem; min-width: 0; } figcaption { font-weight: 600; }
    .plot { position: relative; } .plot svg { display: block; width: 100%; height: 8.5rem; }
    .top { position: absolute; top: .15rem; right: .15rem; font-size: .75rem; color: var(--quiet); background: var(--card); padding: 0 .2rem; }
    .grid { stroke: var(--line); fill: none; vector-effect: non-scaling-stroke; }
    .line { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); stroke-dasharray: 6 3; } .s2 { stroke: var(--s2); stroke-dasharray: 2 3; }
    .axis { display: flex; justify-content: space-between; font-size: .75rem; }
    .legend { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .9rem; } .legend svg { width: 1.5rem; height: .5rem; margin-right: .3rem; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem; }
    .cards li { padding: .5rem .75rem; border-left: .35rem solid var(--good); overflow-wrap: anywhere; }
    .cards li[data-state=off] { border-left-color: var(--line); } .cards li[data-state=bad] { border-left-color: var(--bad); } .cards b { display: block; }
    .cards span { color: var(--quiet); font-size: .9rem; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    caption { text-align: left; padding: .5rem .75rem 0; font-size: .85rem; }
    th, td { text-align: left; padding: .35rem .75rem; white-space: nowrap; } td { border-top: 1px solid var(--line); }
    code { font: .875em ui-monospace, monospace; }
    form { padding: 1rem; max-width: 32rem; display: grid; gap: .5rem; } form[hidden] { display: none; }
    input, button { font: inherit; padding: .5rem .75rem; border-radius: .4rem; border: 1px solid var(--quiet); }
    button { background: var(--s0); color: var(--card); border-color: transparent; font-weight: 600; }
    :focus-visible { outline: 3px solid var(--s0); outline-offset: 2px; }
    footer { margin-top: 1.5rem; font-size: .85rem; }
    """
}
