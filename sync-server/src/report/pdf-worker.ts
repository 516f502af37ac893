import { createRequire } from 'node:module'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import { type NightReport, reportDocument } from './report-document.ts'

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts')
const roboto = (style: string) => path.join(fonts, 'Roboto', `Roboto-${style}.ttf`)

pdfmake.setFonts({
  Roboto: {
    normal: roboto('Regular'),
    bold: roboto('Medium'),
    italics: roboto('Italic'),
    bolditalics: roboto('MediumItalic'),
  },
})
// A report holds texts of others; nothing in it may make this process read a file or an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((file) => file.startsWith(fonts))

const bytes = await pdfmake.createPdf(reportDocument(workerData as NightReport)).getBuffer()
parentPort?.postMessage(new Uint8Array(bytes))
