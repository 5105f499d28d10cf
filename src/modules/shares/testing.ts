import type { Module } from '../../platform/module.ts'
import { ledgerModule } from '../ledger/index.ts'
import { registryWorld } from '../registry/testing.ts'
import { sharesModule } from './index.ts'

/** One town, one village, and co-ops with members, for the tests of the shares module and of `later` ones. */
export async function sharesWorld(later: readonly Module[] = []) {
  const world = await registryWorld([ledgerModule, sharesModule, ...later])
  const { run, people, cooperative } = world

  /** A co-op that keeps every rule: ten people with 700 yuan each, the collective with 3,000. */
  const lawful = async (villageId: string, members = 10): Promise<Lawful> => {
    const found = await people(villageId, members + 2)
    await run('recordPartyMembers', {
      unitId: villageId,
      rows: found.personIds.slice(0, 2).map((personId, i) => ({
        personId,
        branchId: found.branchId,
        committee: i === 0,
        secretary: i === 0,
        from: '2010-01-01',
      })),
    })
    const coopId = await cooperative(villageId, found)
    const answer = await run<{ registers: { holders: { key: string; holderId: string }[] }[] }>(
      'openRegisters',
      { unitId: coopId, registers: [foundingOf(coopId, found.personIds.slice(0, members))] },
    )
    const holders = new Map(
      answer.registers[0]?.holders.map(({ key, holderId }) => [key, holderId]),
    )
    return { coopId, holders, people: found }
  }

  /** Records changes as of 2020-11-01. */
  const record = (coopId: string, changes: unknown[], more: object = {}) =>
    run<Recorded>('recordChanges', { coopId, on: '2020-11-01', changes, ...more })

  return { ...world, lawful, record }
}

/** A lawful co-op, with its holders by key: `c` the collective, `p0` to `p9` the people. */
export interface Lawful {
  readonly coopId: string
  readonly holders: ReadonlyMap<string, string>
  readonly people: {
    readonly branchId: string
    readonly collectiveId: string
    readonly households: readonly string[]
    readonly personIds: readonly string[]
  }
}

/** A check as it comes over the wire. */
export interface Check {
  readonly outcome: string
  readonly blocks: number
  readonly registerHash: string
  readonly findings: readonly {
    readonly rule: string
    readonly bound: string
    readonly severity: string
    readonly rows: readonly string[]
    readonly fix: unknown
    readonly text: { readonly zh: string; readonly en: string }
    readonly exemption: { readonly approver: string } | null
  }[]
}

interface Recorded {
  readonly events: readonly { readonly id: string; readonly seq: number }[]
  readonly check: Check
}

export const failing = (check: Check): string[] =>
  check.findings.filter(({ bound }) => bound === 'fails').map(({ rule }) => rule)

export const foundingOf = (coopId: string, personIds: readonly string[], collective = '3000') => ({
  coopId,
  foundedOn: '2020-01-01',
  holders: [
    { key: 'c', kind: 'collective', contributions: [{ form: 'cash', paid: collective }] },
    ...personIds.map((personId, i) => ({
      key: `p${i}`,
      kind: 'person',
      personId,
      contributions: [{ form: 'cash', paid: '700' }],
    })),
  ],
})

export const transfer = (from: string | undefined, to: string | undefined, amount: string) => ({
  kind: 'transfer',
  from,
  to,
  form: 'cash',
  amount,
})

export const contribution = (holder: string | undefined, paid: string, promised = '0') => ({
  kind: 'contribution',
  holder,
  form: 'cash',
  paid,
  promised,
})
