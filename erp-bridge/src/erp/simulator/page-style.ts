/** The page carries its own style, so that it shows on a machine without a network. */
export const simulatorStyle = `
:root{color-scheme:light dark;--paper:#f4f6f5;--sheet:#fff;--ink:#17211d;--quiet:#4d5b55;--line:#d5ddd9;--accent:#12604a;--stop:#a3241b}
@media(prefers-color-scheme:dark){:root{--paper:#101513;--sheet:#18201d;--ink:#e8efec;--quiet:#a5b3ad;--line:#2d3a35;--accent:#6fd0b0;--stop:#ff9d94}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:16px;justify-content:space-between;align-items:flex-start;padding:24px clamp(16px,4vw,48px);border-bottom:3px solid var(--accent);background:var(--sheet)}
h1{margin:0;font-size:1.5rem;letter-spacing:-.01em}
header p{margin:4px 0 0;color:var(--quiet)}
nav a{display:inline-block;min-height:44px;padding:9px 16px;border:1px solid var(--line);border-radius:8px;color:var(--accent);font-weight:600;text-decoration:none}
nav a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main{padding:24px clamp(16px,4vw,48px);max-width:1500px;margin:0 auto}
.totals{margin:0 0 16px;color:var(--quiet);font-variant-numeric:tabular-nums}
section{margin-bottom:32px}
h2{margin:0 0 8px;font-size:1.1rem}
.scroll{overflow-x:auto;background:var(--sheet);border:1px solid var(--line);border-radius:10px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:10px 14px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th,code,.day,.twice,summary{white-space:nowrap}
th{font-size:.8rem;color:var(--quiet);font-weight:600}
tbody tr:last-child td{border-bottom:0}
code{font:.9em ui-monospace,monospace}
details ol{margin:8px 0 0;padding-left:20px;min-width:220px}
td{min-width:5em}
summary{cursor:pointer;min-height:24px}
.empty{padding:24px;border:1px dashed var(--line);border-radius:10px;color:var(--quiet)}
.twice{color:var(--stop);border:1px solid currentColor;border-radius:6px;padding:0 6px}
.cancelled td{color:var(--quiet);text-decoration:line-through}
.cancelled details{text-decoration:none}
`
