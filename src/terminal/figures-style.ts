/** How the page of figures looks: one column on a phone, several on a desk, light or dark. */
export const style = `
:root { color-scheme: light dark; --paper: #ffffff; --card: #f5f7fa; --line: #d5dbe3; --ink: #1c2733; --soft: #4a5866; --bar: #1f5fa8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #12171d; --card: #1b222b; --line: #34404d; --ink: #e9eef3; --soft: #b3bfcb; --bar: #7db4ee; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0.5rem 0 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 0.75rem; font-size: 1.25rem; }
h3 { margin: 0; font-size: 1rem; }
h3::first-letter, figcaption::first-letter, caption::first-letter, th[scope="col"]::first-letter { text-transform: uppercase; }
p { margin: 0.25rem 0; }
header p, footer, .about, figcaption, caption { color: var(--soft); }
.about, figcaption, caption, details, footer { font-size: 0.875rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); align-items: start; }
article { min-width: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
.value { font-size: 2rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
code { font-size: 0.8125rem; overflow-wrap: anywhere; }
figure { margin: 0.75rem 0; }
svg { display: block; width: 100%; max-width: 28rem; height: auto; font-family: inherit; }
svg text { font-family: inherit !important; }
summary { padding: 0.375rem 0; cursor: pointer; }
table { width: 100%; margin-bottom: 0.75rem; border-collapse: collapse; }
caption { padding: 0.25rem 0; text-align: left; }
th, td { padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; overflow-wrap: anywhere; }
th[scope="col"] { font-weight: 600; }
td, th[scope="col"]:last-child { padding-right: 0; text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 2rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
@media print { article { break-inside: avoid; } }
`;
