import { beforeAll, expect, test } from 'vitest'
import { approvalsModule } from '../approvals/index.ts'
import { sharesWorld } from '../shares/testing.ts'
import { spendingModule } from '../spending/index.ts'
import { developmentModule } from './index.ts'

/* A stake in an enterprise is an investment: its risks are assessed and decided first, and the county caps it. */

const { run, db, ids, lawful } = await sharesWorld([
  approvalsModule,
  spendingModule,
  developmentModule,
])

let coopId = ''
beforeAll(async () => {
  coopId = (await lawful(ids.villageA)).coopId
})

const FACTORS = [
  'market',
  'technology',
  'funding',
  'land',
  'policy',
  'partner',
  'disaster',
  'collective',
]

const stake = (planned: string, assessmentId: string | null, share = '1/10') =>
  run<{ businessId: string }>('saveBusiness', {
    coopId,
    name: '入股示例龙头公司',
    startedOn: '2020-11-01',
    terms: { form: 'stake', enterprise: '示例龙头公司', planned, share, risk: '行情下行' },
    assessmentId,
  })

const assess = () =>
  run<{ assessmentId: string; caseId: string }>('assessRisk', {
    coopId,
    title: '入股示例龙头公司',
    factors: FACTORS.map((factor) => ({ factor, likelihood: 1, impact: 1, mitigation: '有措施' })),
    exposure: '100',
    conclusion: '可行',
  })

test('without an assessment, or with one that is not decided, there is no stake', async () => {
  await expect(stake('100', null)).rejects.toMatchObject({
    faults: [expect.objectContaining({ path: '$.assessmentId' })],
  })
  const { assessmentId } = await assess()
  await expect(stake('100', assessmentId)).rejects.toMatchObject({ code: 'not_allowed_now' })
})

test('all stakes together stay under the county’s share of what was paid in', async () => {
  const { assessmentId, caseId } = await assess()
  await db.owner.query(
    `UPDATE process_case SET state = 'done', ended_on = '2020-11-30' WHERE id = $1`,
    [caseId],
  )
  await expect(stake('3000.01', assessmentId)).rejects.toMatchObject({ code: 'rule_blocked' })
  await expect(stake('100', assessmentId, '11/10')).rejects.toMatchObject({
    faults: [expect.objectContaining({ path: '$.terms.share' })],
  })
  const { businessId } = await stake('2000', assessmentId)
  expect(
    await run<{ cap: { used: string; limit: string } }>('readBusiness', { coopId, businessId }),
  ).toMatchObject({ cap: { used: '2000.00', limit: '3000.00' } })
  await expect(stake('1000.01', assessmentId)).rejects.toMatchObject({ code: 'rule_blocked' })
  await stake('1000', assessmentId)
})
