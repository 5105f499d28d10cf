import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverFacts } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { type Lawful, sharesWorld } from './testing.ts'

/* Facts of the registry that the rules look at change: the co-ops concerned are judged at once. */

const world = await sharesWorld()
const { run, ids } = world
let one: Lawful
let other: Lawful

interface Checks {
  readonly total: number
  readonly checks: readonly { cause: string; outcome: string; asOf: string; failing: string[] }[]
}

const settle = async () => {
  while ((await deliverFacts(world.runtime, 1)) > 0) {
    // until nothing waits
  }
}
const checksOf = (coopId: string) => run<Checks>('listChecks', { coopId })
const confirmedAt = async (coopId: string) => {
  const { rows } = await world.db.owner.query<{ at: string }>(
    'SELECT confirmed_at::text AS at FROM share_check_current WHERE coop_id = $1',
    [coopId],
  )
  return rows[0]?.at
}

beforeAll(async () => {
  one = await world.lawful(ids.villageA)
  other = await world.lawful(ids.villageB)
  await settle()
})

let before: { readonly total: number; readonly otherAt: string | undefined }
beforeEach(async () => {
  before = {
    total: (await checksOf(one.coopId)).total,
    otherAt: await confirmedAt(other.coopId),
  }
})

/** The first co-op has a new check for the changed facts; the second was not even looked at. */
async function expectJudged(): Promise<Checks['checks'][number] | undefined> {
  await settle()
  const { total, checks } = await checksOf(one.coopId)
  expect(total).toBe(before.total + 1)
  expect(checks[0]?.cause).toBe('facts')
  expect(await confirmedAt(other.coopId)).toBe(before.otherAt)
  return checks[0]
}

describe('a change in the registry', () => {
  let groupId = ''

  test('linking four holders puts them together under the cap', async () => {
    const made = await run<{ ids: string[] }>('registerLinkedGroups', {
      unitId: ids.villageA,
      groups: [
        {
          name: '四兄弟',
          kind: 'kin',
          evidence: '户口簿',
          from: '2020-11-01',
          personIds: one.people.personIds.slice(0, 4),
        },
      ],
    })
    groupId = made.ids[0] ?? ''
    expect((await expectJudged())?.outcome).not.toBe('passes')
  })

  test('ending the group takes them apart again, and can be done once', async () => {
    const end = { unitId: ids.villageA, groupId, on: '2020-11-29', reason: '分家' }
    expect((await refusalOf(run('endLinkedGroup', { ...end, on: '2020-10-01' }))).code).toBe(
      'bad_input',
    )
    const elsewhere = run('endLinkedGroup', { ...end, unitId: ids.villageB })
    expect((await refusalOf(elsewhere)).code).toBe('not_found')
    await run('endLinkedGroup', end)
    expect((await expectJudged())?.outcome).toBe('passes')
    expect((await refusalOf(run('endLinkedGroup', end))).code).toBe('not_allowed_now')
  })

  test('an upheld objection ends a group and is followed at once', async () => {
    const personIds = one.people.personIds.slice(0, 4)
    const { ids: made } = await run<{ ids: string[] }>('registerLinkedGroups', {
      unitId: ids.villageA,
      groups: [
        { name: '合伙', kind: 'agreement', evidence: '协议', from: '2020-11-01', personIds },
      ],
    })
    await settle()
    before = { ...before, total: (await checksOf(one.coopId)).total }
    const { id: objectionId } = await run<{ id: string }>('objectToLinkedGroup', {
      unitId: ids.villageA,
      groupId: made[0],
      raisedBy: '某甲',
      raisedOn: '2020-11-20',
      grounds: '协议已解除',
    })
    const decision = { objectionId, decidedOn: '2020-11-30', reason: '查明属实' }
    await run('decideObjection', { ...decision, decision: 'upheld' })
    expect((await expectJudged())?.outcome).toBe('passes')
  })

  test('a new member of the branch committee without shares is seen at once', async () => {
    const row = { personId: one.people.personIds[11], branchId: one.people.branchId }
    await run('recordPartyMembers', {
      unitId: ids.villageA,
      rows: [{ ...row, committee: true, from: '2020-11-15' }],
    })
    expect((await expectJudged())?.outcome).not.toBe('passes')
    before = { ...before, total: before.total + 1 }
    await run('recordPartyMembers', {
      unitId: ids.villageA,
      rows: [{ ...row, from: '2020-11-20', leaves: true }],
    })
    expect((await expectJudged())?.outcome).toBe('passes')
  })

  test('a larger village makes ten households too few', async () => {
    await run('recordVillageBases', {
      unitId: ids.villageA,
      rows: [
        {
          villageId: ids.villageA,
          asOf: '2020-11-30',
          registeredHouseholds: 500,
          residentHouseholds: 500,
          collectiveHouseholds: 500,
          source: '年报',
        },
      ],
    })
    expect((await expectJudged())?.failing).toContain('SEED-HH10')
  })
})

describe('how a co-op stood on a day', () => {
  interface Registers {
    readonly registers: readonly {
      coopId: string
      standing: string | null
      checkedOn: string | null
    }[]
  }
  const standing = async (asOf: string, filter: object = {}) => {
    const { registers } = await run<Registers>('listRegisters', { asOf, ...filter })
    return registers.map(({ coopId, standing: stood, checkedOn }) => ({
      coopId,
      stood,
      checkedOn,
    }))
  }

  test('comes from the check that counted then; before the first check nobody knows', async () => {
    await world.setDay('2020-12-10')
    await run('recordVillageBases', {
      unitId: ids.villageB,
      rows: [
        {
          villageId: ids.villageB,
          asOf: '2020-12-05',
          registeredHouseholds: 500,
          source: '年报',
        },
      ],
    })
    await settle()
    const unit = { unitId: ids.townB }
    const { coopId } = other
    expect(await standing('2020-12-10', unit)).toEqual([
      { coopId, stood: 'warned', checkedOn: '2020-12-10' },
    ])
    expect(await standing('2020-12-09', unit)).toEqual([
      { coopId, stood: 'kept', checkedOn: '2020-11-30' },
    ])
    expect(await standing('2020-11-29', unit)).toEqual([{ coopId, stood: null, checkedOn: null }])
    expect(await standing('2020-12-10')).toHaveLength(2)
  })
})
