import { expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { spendingModule } from './index.ts'
import { spendingWorld } from './testing.ts'

/* What the passing of time brings: contracts that end, projects to be looked at two years on. */

const world = await spendingWorld()
const { as, coopId, db, setDay } = world

const tellExpiring = async (): Promise<void> => {
  const job = spendingModule.daily.find(({ name }) => name === 'spending.tell-expiring')
  if (job === undefined) throw new Error('no such job')
  const { runtime, database } = world
  await inCounty(database, 1, (tx) => asJob(runtime, { tx, county: 1, name: job.name }, job.run))
}

const contract = (more: object = {}) => ({
  coopId,
  title: '冷库租赁合同',
  kind: 'lease_in',
  direction: 'pays',
  partner: { name: '某冷库' },
  amount: '3000',
  priceBasis: '市场价',
  startsOn: '2020-01-01',
  expiresOn: '2021-03-01',
  signedOn: '2020-01-01',
  ...more,
})

test('of a contract that ends it is told once at each stage, and anew when it is prolonged', async () => {
  const save = (more: object = {}) =>
    as<{ contractId: string }>('会计', 'saveContract', contract(more))
  const { contractId } = await save()
  // One that waits for its approval is told of by nobody.
  await save({ title: '未批合同', signedOn: null, expiresOn: '2020-12-10' })
  const stages = async (day: string): Promise<[string, number, number][]> => {
    await setDay(day)
    await tellExpiring()
    await tellExpiring()
    const { rows } = await db.owner.query<{ payload: Record<string, unknown> }>(
      `SELECT payload FROM outbox WHERE topic = 'contract.expiring' ORDER BY created_at, id`,
    )
    return rows.map(({ payload }) => [
      payload['contractId'] as string,
      payload['stage'] as number,
      payload['daysLeft'] as number,
    ])
  }
  expect(await stages('2020-12-30')).toEqual([])
  const first = [contractId, 60, 60]
  expect(await stages('2020-12-31')).toEqual([first])
  expect(await stages('2021-01-20')).toEqual([first])
  // A day on which nobody ran it is made good the next day.
  const second = [contractId, 30, 29]
  expect(await stages('2021-01-31')).toEqual([first, second])
  expect(await stages('2021-02-22')).toEqual([first, second, [contractId, 7, 7]])
  expect(await stages('2021-03-01')).toHaveLength(4)
  expect(await stages('2021-03-02')).toHaveLength(4)
  await deliverFacts(world.runtime, 1)
  const { rows } = await db.owner.query<{ name: string; zh: string; told: number }>(
    `SELECT name, min(zh) AS zh, count(*)::int AS told FROM message
     WHERE topic = 'contract.expiring' GROUP BY name ORDER BY name`,
  )
  expect(rows.map(({ name, told }) => [name, told])).toEqual([
    ['书记', 4],
    ['会计', 4],
    ['站长', 4],
  ])
  expect(rows[0]?.zh).toContain('冷库租赁合同')
})

test('a project is looked at two years on: due on its day, overdue after it, then done', async () => {
  await setDay('2020-11-30')
  const factors = [
    'market',
    'technology',
    'funding',
    'land',
    'policy',
    'partner',
    'disaster',
    'collective',
  ].map((factor) => ({ factor, likelihood: 2, impact: 2, mitigation: '' }))
  const assess = (more: object = {}) =>
    as<{ assessmentId: string }>('会计', 'assessRisk', {
      coopId,
      title: '大棚项目',
      factors,
      exposure: '50000',
      conclusion: '可行',
      ...more,
    })
  const first = await assess()
  const due = async (days = 0) =>
    (
      await as<{ rows: { kind: string; subjectId: string; dueOn: string; overdue: boolean }[] }>(
        '站长',
        'listDue',
        { days },
      )
    ).rows.filter(({ kind }) => kind === 'outcome')
  expect(await due(366)).toEqual([])
  // Assessed anew a year later, it is the later assessment that counts its two years.
  await setDay('2021-11-30')
  const second = await assess({ previousId: first.assessmentId, reason: '价格下跌' })
  await setDay('2022-12-01')
  expect(await due()).toEqual([])
  await setDay('2023-11-30')
  expect(await due()).toMatchObject([
    { subjectId: second.assessmentId, dueOn: '2023-11-30', overdue: false },
  ])
  await setDay('2023-12-01')
  expect(await due()).toMatchObject([{ overdue: true }])
  const outcome = { coopId, outcome: 'worse', loss: '1200', note: '减产' }
  const early = as('会计', 'recordRiskOutcome', { ...outcome, assessmentId: first.assessmentId })
  expect((await refusalOf(early)).code).toBe('not_allowed_now')
  await as('会计', 'recordRiskOutcome', { ...outcome, assessmentId: second.assessmentId })
  expect(await due()).toEqual([])
  const read = await as('站长', 'readRisk', { coopId, assessmentId: second.assessmentId })
  expect(read).toMatchObject({ outcome: 'worse', loss: '1200.00', previousId: first.assessmentId })
})
