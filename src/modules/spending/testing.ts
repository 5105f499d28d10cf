import type { Module } from '../../platform/module.ts'
import { approvalsModule } from '../approvals/index.ts'
import { registryWorld } from '../registry/testing.ts'
import { spendingModule } from './index.ts'

/** A paper as the contracts take it. */
export const photo = (name = '照片.jpg', bytes = 'photo') => ({
  name,
  content: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(bytes)]).toString('base64'),
})

export const quotes = (amount: string) =>
  ['甲店', '乙店', '丙店'].map((supplier, i) => ({ supplier, amount, chosen: i === 0 }))

interface Read {
  readonly state: string
  readonly acts: number
  readonly process: {
    readonly steps: readonly { readonly key: string; readonly form: unknown[] }[]
  }
  readonly steps: readonly { readonly key: string; readonly status: string }[]
}

type As = <T = unknown>(who: string, verb: string, input: unknown) => Promise<T>

const MET = { heldOn: '2020-11-30', expected: 5, present: 5, agree: 5, decision: '同意' }
const RESOLVED = {
  heldOn: '2020-11-30',
  members: 30,
  present: 25,
  votes: 30,
  yes: 24,
  decision: '通过',
}

/** Who signs which step of a route, and what they write there. */
const SIGNERS: Readonly<Record<string, readonly [who: string, values: object, paper?: string]>> = {
  chair: ['书记', {}],
  council: ['书记', MET, 'minutes'],
  assembly: ['书记', RESOLVED, 'resolution'],
  station: ['站长', {}],
  party: ['党委', {}],
  sign: ['会计', { signedOn: '2020-11-30' }, 'contract'],
  file: ['站长', { fileNumber: '备1号' }],
}

/** Signs what is open, step after step, until nothing is left or the named step is reached. */
export async function signThrough(
  as: As,
  caseId: string,
  until: string | null = null,
  outcome: 'agreed' | 'opposed' = 'agreed',
): Promise<Read> {
  for (;;) {
    const found = await as<Read>('站长', 'readCase', { caseId })
    const open = found.steps.find(({ status }) => status === 'open')
    if (found.state !== 'running' || open === undefined || open.key === until) return found
    const [who, values, paper] = SIGNERS[open.key] ?? ['', {}]
    if (paper !== undefined) {
      await as(who, 'addCasePaper', { caseId, step: open.key, kind: paper, ...photo() })
    }
    const form = found.process.steps.find(({ key }) => key === open.key)?.form ?? []
    await as(who, 'signStep', {
      caseId,
      step: open.key,
      ...(form.length > 0
        ? { values }
        : { basis: 'charter', basisText: '章程第二十条', outcome, reason: outcome }),
    })
    if (outcome === 'opposed') return as<Read>('站长', 'readCase', { caseId })
  }
}

/** A co-op with its accountant, secretary, station and Party committee, for the tests of spending. */
export async function spendingWorld(later: readonly Module[] = []) {
  const world = await registryWorld([approvalsModule, spendingModule, ...later])
  const { ids, people, cooperative, account } = world
  const found = await people(ids.villageA, 6)
  const coopId = await cooperative(ids.villageA, found, '甲合作社')
  await account('会计', 'coop_accountant', { unit: coopId })
  await account('监事', 'supervisory_board', { unit: coopId })
  await account('书记', 'village_secretary', { unit: ids.villageA })
  await account('站长', 'town_station', { unit: ids.townA })
  await account('党委', 'town_secretary', { unit: ids.townA })
  await account('邻站', 'town_station', { unit: ids.townB })
  await account('县局', 'county_agriculture', { unit: ids.county })
  return { ...world, coopId, people: found }
}
