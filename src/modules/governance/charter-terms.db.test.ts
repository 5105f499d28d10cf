import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { MODEL_CHARTER } from './rules/charter.ts'
import { governanceWorld } from './testing.ts'

const world = await governanceWorld()
const { run, setDay, meetingCoop } = world

interface Check {
  readonly findings: readonly {
    readonly rule: string
    readonly source: string
    readonly outcome: string
    readonly exemption: unknown
    readonly readings: readonly { readonly limit: string }[]
  }[]
}

const cap = async (coopId: string) => {
  const { findings } = await run<Check>('checkCooperative', { coopId })
  return findings.find(({ rule }) => rule === 'SEED-MAX20')
}

/** A charter that was in force already, with this cap on one member. */
async function chartered(coopId: string, most: string): Promise<void> {
  const { charterId } = await run<{ charterId: string }>('draftCharter', {
    coopId,
    parameters: {
      ...MODEL_CHARTER,
      name: '甲合作社',
      address: '甲村',
      scope: '种植',
      contributions: { ...MODEL_CHARTER.contributions, cap: most },
    },
  })
  await run('adoptCharter', {
    coopId,
    charterId,
    asFound: { adoptedOn: '2020-11-01', document: '登记机关备案的章程' },
  })
}

describe('a charter tightens the county’s rules', () => {
  test('a lower cap on one member judges the register and names its article', async () => {
    await setDay('2020-11-30')
    const coop = await meetingCoop(10, 'k')
    const before = await cap(coop.coopId)
    expect(before).toMatchObject({ outcome: 'passes' })
    expect(before?.source).not.toContain('章程')
    // Everybody but the collective holds 7 % and the chair more: five in a hundred is too little for them.
    await chartered(coop.coopId, '1/20')
    const after = await cap(coop.coopId)
    expect(after).toMatchObject({ outcome: 'fails', source: '本社章程第十七条' })
    expect(after?.readings[0]?.limit).toBe('1/20')
  })

  test('a contribution that the county would allow is refused by the charter', async () => {
    const coop = await meetingCoop(10, 'l')
    const more = (paid: string) =>
      run('recordChanges', {
        coopId: coop.coopId,
        on: '2020-11-30',
        changes: [{ kind: 'contribution', holder: coop.holder(1), form: 'cash', paid }],
        reason: '增资',
      })
    const register = await run<{ rows: { holderId: string; share: string }[] }>('readRegister', {
      coopId: coop.coopId,
    })
    expect(register.rows.length).toBe(11)
    await chartered(coop.coopId, '1/10')
    const refused = await refusalOf(more('900'))
    expect(refused.code).toBe('rule_blocked')
    expect(JSON.stringify(refused.data)).toContain('本社章程')
  })

  test('a looser charter changes nothing', async () => {
    const coop = await meetingCoop(10, 'n')
    const before = await cap(coop.coopId)
    await chartered(coop.coopId, '1/2')
    expect(await cap(coop.coopId)).toEqual(before)
  })
})
