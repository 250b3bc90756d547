/// How the page looks: light or dark as the reader has it, and narrow enough for a phone.
enum DocumentationStyle {
  static let sheet = """
    :root { color-scheme: light dark; --line: #8884; --soft: #8882; --get: #0a7d4f; --post: #9a5b00; --delete: #b3261e; }
    @media (prefers-color-scheme: dark) { :root { --get: #5fd3a0; --post: #f0b45c; --delete: #ff8a80; } }
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
    h1 { line-height: 1.2; } h1 small { font-size: 1rem; font-weight: normal; opacity: .7; }
    h2 { margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
    h3 { margin: 0; font-weight: normal; }
    code, pre { font: .875rem/1.45 ui-monospace, monospace; }
    code { background: var(--soft); border-radius: .25rem; padding: .1em .3em; overflow-wrap: anywhere; }
    pre { background: var(--soft); border-radius: .5rem; padding: .75rem; overflow-x: auto; }
    section { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
    section:target { outline: 2px solid var(--get); }
    details { border-top: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; }
    table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight: bold; }
    td { border-top: 1px solid var(--line); padding: .3rem .5rem .3rem 0; vertical-align: top; }
    nav ul { list-style: none; padding: 0; } nav li { padding: .1rem 0; } nav a { text-decoration: none; color: inherit; }
    b.get, b.status2 { color: var(--get); } b.post, b.status3, b.status4 { color: var(--post); }
    b.delete, b.status5 { color: var(--delete); }
    """
}
