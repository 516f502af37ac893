import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ErrorCode } from 'shared-schema/domain/error-codes.ts'
import { expect, test } from 'vitest'
import type { GateDecision } from '../../sync-server/src/sync/gate.ts'
import { projectNode } from '../setup/project-node.mjs'
import { type Gate, realGate } from './judge.ts'
import { runRange } from './run-range.ts'

/** Raised for a long run: `npm run fuzz -- --mutants 1000000`. */
const MUTANTS = 300_000

test(`SY-03 SY-26 ${MUTANTS} mutated frames: the gate accepts what Yjs reads the same and what keeps every promise, and refuses the rest in time`, async () => {
  const args = [path.join(import.meta.dirname, 'fuzz.ts'), '--mutants', String(MUTANTS), '--seed', '20261']
  const { stdout } = await promisify(execFile)(projectNode(), args).catch(
    (failure: { stdout: string }) => failure,
  )
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
  expect(said, stdout.slice(0, 4_000)).toMatchObject({
    ...{ mutants: MUTANTS, disagreements: 0, throws: 0, hangs: 0 },
    worst_ms_64k: expect.toSatisfy((ms: number) => ms <= 5),
  })
  expect(said.accepted).toBeGreaterThan(MUTANTS / 50)
}, 600_000)

/** A gate that lets pass what the real one refuses with this code. */
const blindTo =
  (code: ErrorCode): Gate['decide'] =>
  (task, structs, context) => {
    const decision = realGate.decide(task, structs, context)
    if (!('code' in decision) || decision.code !== code) return decision
    const read = { kind: 'read', by: 'p-ana', device: 'd-ana', event: undefined } as const
    const add = structs.map((struct) => ({ struct, hash: '', read, held: 'event_newer' as const }))
    return { kind: 'accept', add, known: [], knownHeld: [] }
  }
const changing =
  (change: (decision: GateDecision & { kind: 'accept' }) => GateDecision): Gate['decide'] =>
  (task, structs, context) => {
    const decision = realGate.decide(task, structs, context)
    return decision.kind === 'accept' ? change(decision) : decision
  }

test.each<[string, Partial<Gate>]>([
  ['does not check codes', { decide: blindTo('mac_invalid') }],
  ['lets anybody continue a client id', { decide: blindTo('client_id_foreign') }],
  ['lets an id be used again', { decide: blindTo('event_id_reused') }],
  ['lets a key overwrite another', { decide: blindTo('event_key_mismatch') }],
  ['takes a frame with a gap', { decide: blindTo('clock_gap') }],
  ['takes an event a second time', { decide: blindTo('event_repeated') }],
  ['does not look at what is known', { decide: blindTo('prefix_changed') }],
  ['lets a worker decide', { decide: blindTo('author_forbidden') }],
  ['takes events of other tasks', { decide: blindTo('event_foreign_document') }],
  ['loses the last event', { decide: changing((one) => ({ ...one, add: one.add.slice(0, -1) })) }],
  [
    'counts what is to be held',
    { decide: changing((one) => ({ ...one, add: one.add.map((each) => ({ ...each, held: undefined })) })) },
  ],
  ['acknowledges what it never saw', { decide: changing((one) => ({ ...one, known: ['x'] })) }],
  [
    'overlooks bytes after the end',
    {
      parse: (bytes) => {
        const parsed = realGate.parse(bytes)
        return !parsed.ok && parsed.detail === 'bytes after the end'
          ? realGate.parse(bytes.subarray(0, parsed.offset))
          : parsed
      },
    },
  ],
  [
    'refuses what is legal',
    {
      parse: (bytes) =>
        bytes.length % 97 === 0
          ? { ok: false, code: 'update_malformed', offset: 0, detail: '' }
          : realGate.parse(bytes),
    },
  ],
  [
    'throws',
    {
      parse: (bytes) => {
        const parsed = realGate.parse(bytes)
        if (!parsed.ok && parsed.detail.includes('twice')) throw new Error('a bug')
        return parsed
      },
    },
  ],
])(
  'the fuzz finds a gate that %s',
  (_name, broken) => {
    const { findings } = runRange(20_261, 0, 40_000, undefined, { ...realGate, ...broken }, 1)
    expect(findings).toHaveLength(1)
  },
  60_000,
)
