import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { type Charter, MODEL_CHARTER } from './rules/charter.ts'
import { CALLED, governanceWorld } from './testing.ts'

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

/** A charter that was in force already, with this cap on one member and whatever else it says. */
async function chartered(coopId: string, most: string, more: Partial<Charter> = {}): Promise<void> {
  const { charterId } = await run<{ charterId: string }>('draftCharter', {
    coopId,
    parameters: {
      ...MODEL_CHARTER,
      name: '甲合作社',
      address: '甲村',
      scope: '种植',
      contributions: { ...MODEL_CHARTER.contributions, cap: most },
      ...more,
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

describe('a charter’s cap on the collective', () => {
  const held = async (coopId: string) =>
    (await run<Check>('checkCooperative', { coopId })).findings.filter(
      ({ rule }) => rule === 'CHARTER-COLL',
    )
  const capped = (collectiveMin: string | null, collectiveMax: string | null) => ({
    contributions: { ...MODEL_CHARTER.contributions, collectiveMin, collectiveMax },
  })

  test('is found under its own article, where the county’s band would pass', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'o')
    expect(await held(coop.coopId)).toEqual([])
    // The collective holds three tenths: inside the county's 20—40 %.
    await chartered(coop.coopId, '1/5', capped('1/5', '1/4'))
    const { findings } = await run<Check>('checkCooperative', { coopId: coop.coopId })
    expect(findings.find(({ rule }) => rule === 'CHARTER-COLL')).toMatchObject({
      outcome: 'fails',
      source: expect.stringMatching(/^本社章程第.+条$/),
      exemption: null,
      readings: [{ limit: '1/4' }, { limit: '1/4' }],
    })
    expect(findings.find(({ rule }) => rule === 'SEED-COLL')).toMatchObject({ outcome: 'passes' })
    await run('recheckCooperatives', { unitId: coop.coopId })
    const { rows } = await run<{ rows: { rule: string; bound: string }[] }>('listCurrentChecks', {
      rule: 'CHARTER-COLL',
    })
    expect(rows).toMatchObject([{ rule: 'CHARTER-COLL', bound: 'fails' }])
  })

  test('counts alone as well, below the county’s band, and exactly reached it passes', async () => {
    const coop = await meetingCoop(10, 'p')
    await chartered(coop.coopId, '1/5', capped(null, '3/10'))
    const [passes] = await held(coop.coopId)
    expect(passes).toMatchObject({ outcome: 'passes' })
    expect(passes?.source).toMatch(/^本社章程第.+条$/)
    const other = await meetingCoop(10, 'q')
    await chartered(other.coopId, '1/5', capped(null, '1/10'))
    expect((await held(other.coopId))[0]).toMatchObject({ outcome: 'fails' })
    const without = await meetingCoop(10, 's')
    await chartered(without.coopId, '1/5', capped('1/5', null))
    expect(await held(without.coopId)).toEqual([])
  })

  test('asks whoever makes it worse for a reason, and nobody who does not', async () => {
    const coop = await meetingCoop(10, 't')
    await chartered(coop.coopId, '1/5', capped(null, '1/4'))
    const pay = (holder: string, paid: string) =>
      run('recordChanges', {
        coopId: coop.coopId,
        on: CALLED,
        changes: [{ kind: 'contribution', holder, form: 'cash', paid }],
      })
    const refused = await refusalOf(pay(coop.collective, '100'))
    expect(refused.data).toMatchObject({ needsReason: true, findings: [{ rule: 'CHARTER-COLL' }] })
    await pay(coop.holder(1), '100')
  })
})

describe('a charter’s limit on the additional votes of one member', () => {
  const votes = (coopId: string, holderId: string, count: number) =>
    run('addPublicRecord', {
      coopId,
      kind: 'additional_votes',
      title: '附加表决权',
      basis: '章程',
      holderId,
      votes: count,
      from: CALLED,
    })
  const allowing = (perMember: number | null, cap = '1/5') => ({
    additional: { ...MODEL_CHARTER.additional, allowed: true, cap, perMember },
  })

  test('refuses the record beyond it, and cites its article', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'u')
    await chartered(coop.coopId, '1/5', allowing(1))
    const beyond = await refusalOf(votes(coop.coopId, coop.holder(0), 2))
    expect(beyond.data).toMatchObject({
      findings: [
        {
          rule: 'VOTE-ADD-EACH',
          source: expect.stringMatching(/^本社章程第.+条;农民专业合作社法第二十二条$/),
          readings: [{ measured: '2', limit: '1' }],
          rows: [coop.holder(0)],
        },
      ],
    })
    await votes(coop.coopId, coop.holder(0), 1)
    const again = await refusalOf(votes(coop.coopId, coop.holder(0), 1))
    expect(again.data).toMatchObject({ findings: [{ rule: 'VOTE-ADD-EACH' }] })
    await votes(coop.coopId, coop.holder(1), 1)
    // Eleven members: a fifth is two votes.
    const all = await refusalOf(votes(coop.coopId, coop.holder(2), 1))
    expect(all.data).toMatchObject({
      findings: [{ rule: 'VOTE-ADD20', source: '农民专业合作社法第二十二条' }],
    })
  })

  test('a charter without additional votes allows none, a lower cap fewer', async () => {
    const none = await meetingCoop(10, 'v')
    await chartered(none.coopId, '1/5')
    const refused = await refusalOf(votes(none.coopId, none.holder(0), 1))
    expect(refused.data).toMatchObject({
      findings: [{ rule: 'VOTE-ADD20', readings: [{ limit: '0' }] }],
    })
    expect(refused.text.zh).toContain('本社章程')
    const few = await meetingCoop(10, 'w')
    await chartered(few.coopId, '1/5', allowing(null, '1/10'))
    await votes(few.coopId, few.holder(0), 1)
    expect((await refusalOf(votes(few.coopId, few.holder(1), 1))).code).toBe('rule_blocked')
  })

  test('stops a meeting to which votes recorded before the charter would count', async () => {
    const coop = await meetingCoop(10, 'x')
    await votes(coop.coopId, coop.holder(0), 2)
    await chartered(coop.coopId, '1/5', allowing(1))
    const meetingId = await world.draft(coop.coopId, [{ matter: 'other', title: '修路' }])
    const { findings } = await world.read(meetingId)
    expect(findings.find(({ rule }) => rule === 'VOTE-ADD-EACH')).toMatchObject({
      outcome: 'fails',
      source: expect.stringMatching(/^本社章程第.+条;/),
      rows: [coop.holder(0)],
    })
    const refused = await refusalOf(run('giveNotice', { meetingId }))
    expect(refused.data).toMatchObject({ findings: [{ rule: 'VOTE-ADD-EACH' }] })
  })
})
