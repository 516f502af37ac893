import { html, raw } from 'hono/html'
import { formatQuantity } from 'shared-schema/domain/quantity.ts'
import { simulatorStyle } from './page-style.ts'
import type { SimState } from './state.ts'
import { localText, type SimBooking, type SimDocument, type SimLine } from './world.ts'

type Language = 'sr' | 'en'

const texts = {
  sr: {
    title: 'Simulator PANTHEON-a',
    about: 'Izmišljena firma na ovom računaru. Ništa odavde ne ide u pravi PANTHEON.',
    bookings: 'Knjiženja',
    documents: 'Dokumenti',
    none: 'Još ništa nije proknjiženo.',
    updated: 'Osvježeno',
    other: 'English',
    columns: {
      key: 'Ključ',
      ours: 'Naša oznaka',
      type: 'Vrsta',
      date: 'Datum',
      from: 'Izdaje',
      to: 'Prima',
      lines: 'Stavke',
      status: 'Status',
      note: 'Napomena',
      number: 'Broj',
    },
    twice: 'dva puta',
    statuses: { N: 'novo', S: 'stornirano', P: 'potvrđeno' },
    totals: (articles: number, documents: number, bookings: number) =>
      `Artikala: ${articles} · dokumenata: ${documents} · knjiženja: ${bookings}`,
  },
  en: {
    title: 'PANTHEON simulator',
    about: 'An invented company on this machine. Nothing from here reaches a real PANTHEON.',
    bookings: 'Bookings',
    documents: 'Documents',
    none: 'Nothing has been booked yet.',
    updated: 'Updated',
    other: 'Srpski',
    columns: {
      key: 'Key',
      ours: 'Our id',
      type: 'Type',
      date: 'Date',
      from: 'From',
      to: 'To',
      lines: 'Lines',
      status: 'Status',
      note: 'Note',
      number: 'Number',
    },
    twice: 'twice',
    statuses: { N: 'new', S: 'cancelled', P: 'confirmed' },
    totals: (articles: number, documents: number, bookings: number) =>
      `Articles: ${articles} · documents: ${documents} · bookings: ${bookings}`,
  },
}
const SHOWN = 60

/** New figures every five seconds, but not while somebody has lines open or looks elsewhere. A server that is away is asked again. */
const refresh = `setInterval(async () => {
  if (document.hidden || document.querySelector('details[open]')) return
  try {
    const text = await (await fetch(location.href)).text()
    const page = new DOMParser().parseFromString(text, 'text/html')
    document.querySelector('main').replaceWith(page.querySelector('main'))
  } catch {}
}, 5000)`

/** Documents and bookings as a page of its own; it asks nobody but the simulator. */
export function renderPage(state: SimState, language: Language, now: number) {
  const t = texts[language]
  const bookings = state.bookings().toReversed().slice(0, SHOWN)
  const documents = state
    .documents()
    .toSorted((a, b) => (a.date === b.date ? b.changedAt - a.changedAt : a.date < b.date ? 1 : -1))
    .slice(0, SHOWN)
  const times = new Map<string, number>()
  for (const { acDoc1 } of state.bookings())
    if (acDoc1 !== '') times.set(acDoc1, (times.get(acDoc1) ?? 0) + 1)
  const total = t.totals(state.articles().length, state.documents().length, state.bookings().length)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<link rel="icon" href="data:,">
<style>${raw(simulatorStyle)}</style>
</head>
<body>
<header>
<div><h1>${t.title}</h1><p>${t.about}</p></div>
<nav><a href="/?lang=${language === 'sr' ? 'en' : 'sr'}" lang="${language === 'sr' ? 'en' : 'sr'}">${t.other}</a></nav>
</header>
<main>
<p class="totals">${total} · ${t.updated} ${day(localText(now).slice(0, 10), language)} ${localText(now).slice(11)}</p>
<section><h2 id="bookings">${t.bookings}</h2>
${
  bookings.length === 0
    ? html`<p class="empty">${t.none}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="bookings"><table>
<thead><tr><th scope="col">${t.columns.key}</th><th scope="col">${t.columns.ours}</th><th scope="col">${t.columns.type}</th><th scope="col">${t.columns.date}</th><th scope="col">${t.columns.from}</th><th scope="col">${t.columns.to}</th><th scope="col">${t.columns.note}</th><th scope="col">${t.columns.lines}</th></tr></thead>
<tbody>${bookings.map((booking) => bookingRow(booking, language, times.get(booking.acDoc1) ?? 0))}</tbody></table></div>`
}
</section>
<section><h2 id="documents">${t.documents}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="documents"><table>
<thead><tr><th scope="col">${t.columns.number}</th><th scope="col">${t.columns.date}</th><th scope="col">${t.columns.from}</th><th scope="col">${t.columns.to}</th><th scope="col">${t.columns.status}</th><th scope="col">${t.columns.lines}</th></tr></thead>
<tbody>${documents.map((document) => documentRow(document, language))}</tbody></table></div>
</section>
</main>
<script>${raw(refresh)}</script>
</body>
</html>`
}

function bookingRow(booking: SimBooking, language: Language, times: number) {
  const twice = times > 1 ? html` <strong class="twice">${texts[language].twice}</strong>` : ''
  return html`<tr><td><code>${booking.acKey}</code></td><td><code>${booking.acDoc1}</code>${twice}</td><td>${booking.type}</td><td class="day">${day(booking.date, language)}</td><td>${booking.issuer}</td><td>${booking.receiver}</td><td>${booking.note}</td><td>${lineList(booking.lines, language)}</td></tr>`
}

function documentRow(document: SimDocument, language: Language) {
  const out = document.direction === 'out'
  const statuses: Readonly<Record<string, string>> = texts[language].statuses
  return html`<tr class="${document.status === 'S' ? 'cancelled' : ''}"><td><code>${document.number}</code></td><td class="day">${day(document.date, language)}</td><td>${out ? document.site : document.partner}</td><td>${out ? document.partner : document.site}</td><td>${statuses[document.status] ?? document.status}</td><td>${lineList(document.lines, language)}</td></tr>`
}

function lineList(lines: readonly SimLine[], language: Language) {
  return html`<details><summary>${lines.length}</summary><ol>${lines.map(
    ({ ident, name, qty, unit }) =>
      html`<li><code>${ident}</code> ${name} <b>${formatQuantity(qty, language)} ${unit}</b></li>`,
  )}</ol></details>`
}

function day(text: string, language: Language): string {
  return language === 'en' ? text : `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)}`
}
