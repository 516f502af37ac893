/** The page that puts the three screens of the product into one picture: the TV behind, the desk before it, the phone in front. */
export function overviewPage(screens: {
  readonly phone: Buffer
  readonly desk: Buffer
  readonly tv: Buffer
}): string {
  const image = (name: string, bytes: Buffer) =>
    `<img class="${name}" alt="" src="data:image/png;base64,${bytes.toString('base64')}">`
  return `<!doctype html><style>
    body { margin: 0; width: 1280px; height: 720px; background: #e7e6e2; position: relative; overflow: hidden }
    img { position: absolute; border-style: solid; border-color: #16191d; display: block }
    .tv { left: 40px; top: 36px; width: 740px; border-width: 10px; border-radius: 8px }
    .desk { right: 40px; bottom: 40px; width: 780px; border-width: 8px; border-radius: 10px }
    .phone { left: 190px; bottom: 28px; width: 250px; border-width: 10px; border-radius: 24px }
  </style>${image('tv', screens.tv)}${image('desk', screens.desk)}${image('phone', screens.phone)}`
}
