/* What of pdfmake is used here: the package brings no types of its own. */
declare module 'pdfmake' {
  type Document = { readonly getBuffer: () => Promise<Buffer> }
  const pdfmake: {
    readonly setFonts: (fonts: Readonly<Record<string, Readonly<Record<string, string>>>>) => void
    /** Decides which addresses a document may load. */
    readonly setUrlAccessPolicy: (allowed: (url: string) => boolean) => void
    /** Decides which files a document may load; fonts are among them. */
    readonly setLocalAccessPolicy: (allowed: (path: string) => boolean) => void
    readonly createPdf: (definition: object) => Document
  }
  export default pdfmake
}
