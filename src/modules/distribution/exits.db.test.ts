import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { PHOTO } from '../governance/testing.ts'
import { distributionWorld } from './service/testing.ts'

const world = await distributionWorld()
const { run, as, setDay, ids, account } = world

/** A member who gave notice in September; everything before the register is signed. */
async function leaving(name: string, place: number) {
  const coop = await world.onTheEve(ids.villageA, name)
  await account(name, 'coop_accountant', { unit: coop.coopId })
  await setDay('2020-09-01')
  const holderId = coop.holders[place] ?? ''
  const { motionId, caseId } = await run<{ motionId: string; caseId: string }>('fileMotion', {
    coopId: coop.coopId,
    kind: 'exit',
    holderId,
  })
  const step = async (key: string, values: object) => {
    await as(name, 'addCasePaper', {
      caseId,
      step: key,
      kind: key,
      name: '扫描.png',
      content: PHOTO,
    })
    await as(name, 'signStep', { caseId, step: key, values })
  }
  await step('notice', {})
  await setDay('2021-03-15')
  await run('openYear', { unitId: coop.coopId, year: 2021, coopIds: [coop.coopId] })
  const ready = () => step('settlement', { grantsKept: true })
  const settle = (more: object = {}) =>
    run<{ refund: object; settlement: { arithmetic: { amount: string }[] }; resolution: string }>(
      'settleMotion',
      { coopId: coop.coopId, motionId, on: '2021-03-15', reason: '自愿退社', ...more },
    )
  return { ...coop, holderId, motionId, caseId, ready, settle }
}

describe('who leaves', () => {
  test('gets what the member account says, explained, entered and posted in one act', async () => {
    const a = await leaving('甲社', 7)
    // Not before the earlier steps are signed, and never with amounts somebody typed.
    expect((await refusalOf(a.settle())).code).toBe('not_allowed_now')
    await a.ready()
    const typed = run('carryOutMotion', {
      coopId: a.coopId,
      motionId: a.motionId,
      on: '2021-03-15',
    })
    expect((await refusalOf(typed)).text.zh).toContain('成员账户结算')
    const other = { contribution: '90000', reserveShare: '0', lossBorne: '0', reason: '口头约定' }
    const refused = await refusalOf(a.settle({ deviation: other }))
    expect([refused.code, refused.text.zh]).toEqual([
      'rule_blocked',
      expect.stringContaining('决议'),
    ])

    const settled = await a.settle()
    expect(settled).toMatchObject({
      refund: { contribution: '80000.00', lossBorne: '0.00' },
      settlement: { contribution: '80000.00', grantShareLapsed: '10000.00' },
      resolution: null,
    })
    expect(settled.settlement.arithmetic).toHaveLength(3)
    const { rows } = await world.db.owner.query<{ account: string; amount: string }>(
      `SELECT l.account, (l.credit_fen - l.debit_fen)::text amount FROM voucher v
       JOIN voucher_line l ON l.county_id = v.county_id AND l.voucher_id = v.id
       WHERE v.coop_id = $1 AND v.template = 'exit-refund' ORDER BY l.line`,
      [a.coopId],
    )
    const owed = BigInt(rows.find(({ account: code }) => code === '114')?.amount ?? '0')
    expect(rows[0]).toEqual({ account: '301', amount: '-8000000' })
    expect(rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(0n)
    expect(owed).toBe(await world.net(a.coopId, '114', a.holderId))
    expect((await refusalOf(a.settle())).code).toBe('conflict')
    const register = await run<{ totals: { members: number } }>('readRegister', {
      coopId: a.coopId,
    })
    expect(register.totals.members).toBe(7)
    const { rows: motions } = await run<{ rows: { doneOn: string }[] }>('listMotions', {
      unitId: a.coopId,
    })
    expect(motions[0]?.doneOn).toBe('2021-03-15')
  })

  test('a resolution about this very motion lets other amounts stand, with their reason', async () => {
    const b = await leaving('乙社', 6)
    await b.ready()
    await setDay('2021-03-01')
    const { meetingId } = await run<{ meetingId: string }>('draftMeeting', {
      coopId: b.coopId,
      kind: 'assembly',
      title: '临时成员大会',
      heldOn: '2021-03-16',
      startsAt: '09:00',
      place: '村委会',
      matters: [
        { matter: 'other', title: '退社结算', subject: { kind: 'motion', id: b.motionId } },
      ],
    })
    await run('giveNotice', { meetingId, reason: '测试' })
    await setDay('2021-03-16')
    await run('openMeeting', { meetingId })
    const { agenda } = await run<{ agenda: { matterId: string }[] }>('readMeeting', { meetingId })
    const at = { meetingId, matterId: agenda[0]?.matterId }
    await run('signMembersIn', { meetingId, holderIds: b.holders })
    await run('openVoting', at)
    const rows = b.holders.map((holderId) => ({ holderId, choice: ['yes'] }))
    await run('recordHands', { ...at, rows })
    await run('closeVoting', at)
    await run('declareResult', at)
    const other = { contribution: '100000', reserveShare: '0', lossBorne: '0', reason: '协商' }
    expect(await b.settle({ deviation: other, on: '2021-03-16' })).toMatchObject({
      refund: { contribution: '100000.00', reserveShare: '0.00' },
      resolution: '2021年第1号',
    })
  })
})
