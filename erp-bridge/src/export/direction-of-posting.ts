import type { BridgeRules } from '../night/context.ts'

/** Which way the goods of a posting move: by the rule that names its type. */
export function directionOfPosting(rules: Pick<BridgeRules, 'posting' | 'in'>, type: string): 'out' | 'in' {
  const rule = rules.posting.find((each) => each.postAs === type || each.correctAs === type)
  return rule !== undefined && rules.in.includes(rule.type) ? 'in' : 'out'
}
