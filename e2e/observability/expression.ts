/** What an expression of Prometheus asks for: metrics, and the labels it knows them by. */
export type Asked = { readonly metrics: Set<string>; readonly labels: Set<string> }

const words = new Set([
  'and',
  'or',
  'unless',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'bool',
  'offset',
])

/** Reads an expression as far as names go: functions are followed by a bracket, labels stand in lists and braces, the rest are metrics. */
export function askedBy(expression: string): Asked {
  const labels = new Set<string>()
  const metrics = new Set<string>()
  const bare = expression
    .replaceAll(/"[^"]*"|'[^']*'/g, '""')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(by|without|on|ignoring)\s*\(([^)]*)\)/g, (_all, _word, list: string) => {
      for (const label of list.split(',')) labels.add(label.trim())
      return ' '
    })
    .replaceAll(/\{([^}]*)\}/g, (_all, list: string) => {
      for (const [, label] of list.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) labels.add(label ?? '')
      return ' '
    })
  for (const [, name, bracket] of bare.matchAll(/\b([a-zA-Z_][\w:]*)\s*(\(?)/g)) {
    if (name !== undefined && bracket === '' && !words.has(name)) metrics.add(name)
  }
  labels.delete('')
  return { metrics, labels }
}
