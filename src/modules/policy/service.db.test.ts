import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { inCounty } from '../../platform/db.ts'
import { sql } from 'kysely'
import { policyModule } from './index.ts'
import { refusalOf, testCounty } from './testing.ts'

const world = await testCounty([policyModule])
const { countyId } = world
const ids = {
  townA: randomUUID() as AnyId,
  townB: randomUUID() as AnyId,
  coopA: randomUUID() as AnyId,
  coopB: randomUUID() as AnyId,
}

interface RuleAnswer {
  rule: string
  current: { version: string; parameters: Record<string, unknown>; clause: unknown } | null
  next: { version: string } | null
  exemptions: number
}
const rulesAsOf = async (asOf?: string) =>
  (await world.run<{ rules: RuleAnswer[] }>('listRules', asOf === undefined ? {} : { asOf })).rules
const rule = async (name: string, asOf?: string) =>
  (await rulesAsOf(asOf)).find((one) => one.rule === name)

beforeAll(async () => {
  await world.place([
    { id: ids.townA, kind: 'town', parentId: countyId },
    { id: ids.townB, kind: 'town', parentId: countyId },
    { id: ids.coopA, kind: 'coop', parentId: ids.townA },
    { id: ids.coopB, kind: 'coop', parentId: ids.townB },
  ])
  await world.account('desk', 'county_organisation', { unit: countyId })
  await world.account('townA', 'town_station', { unit: ids.townA })
  await world.account('leader', 'county_leader', { unit: countyId })
  await world.run('installPolicy', { countyRulesFrom: '2020-03-01' })
})

describe('library', () => {
  test('installing again adds nothing', async () => {
    expect(await world.run('installPolicy', { countyRulesFrom: '2020-03-01' })).toEqual({
      documents: 0,
      clauses: 0,
      rules: 0,
    })
  })

  test('documents by date: the law counts, a later law does not yet', async () => {
    const { documents } = await world.run<{
      documents: { code: string; current: { label: string } | null }[]
    }>('listDocuments', {})
    const current = new Map(documents.map(({ code, current: now }) => [code, now]))
    expect(current.get('coop-law')).toMatchObject({ label: '2017年修订' })
    expect(current.get('collective-law')).toBeNull()
    expect(current.get('yishui-opinions')).toMatchObject({ firstHand: false })
  })

  test('a new version ends the one before on its own day', async () => {
    const { documents } = await world.run<{ documents: { id: string; code: string }[] }>(
      'listDocuments',
      {},
    )
    const documentId = documents.find(({ code }) => code === 'yishui-procedures')?.id
    const version = {
      documentId,
      label: '2021年修订',
      validFrom: '2021-01-01',
      firstHand: true,
      sourceNote: '原文',
      clauses: [{ number: '第一条', gist: { zh: '甲', en: 'A' } }],
    }
    await world.as('desk', 'addDocumentVersion', version)
    const again = world.as('desk', 'addDocumentVersion', version)
    expect((await refusalOf(again)).code).toBe('conflict')
    const document = await world.run<{
      versions: { label: string; validTo: string | null; clauses: unknown[] }[]
    }>('readDocument', { documentId })
    expect(document.versions.map(({ label, validTo }) => [label, validTo])).toEqual([
      ['2021年修订', null],
      ['印发稿(原文未取得)', '2021-01-01'],
    ])
    expect(document.versions[0]?.clauses).toHaveLength(1)
  })

  test('a clause number twice is a fault at its place; a code twice a conflict', async () => {
    const clause = { number: '一', gist: { zh: '甲', en: 'A' } }
    const document = {
      code: 'town-rules',
      kind: 'county_document',
      title: { zh: '办法', en: 'Measures' },
      issuer: '县',
      label: '一',
      validFrom: '2020-01-01',
      firstHand: true,
      sourceNote: '原文',
      clauses: [clause, clause],
    }
    const refusal = await refusalOf(world.as('desk', 'addDocument', document))
    expect(refusal.faults.map(({ path }) => path)).toEqual(['$.clauses[1].number'])
    await world.as('desk', 'addDocument', { ...document, clauses: [clause] })
    const again = world.as('desk', 'addDocument', { ...document, clauses: [] })
    expect((await refusalOf(again)).code).toBe('conflict')
  })
})

describe('rules', () => {
  test('the law counts from its own day, the county’s rules from the day it named', async () => {
    expect((await rule('COOP-MIN', '2018-06-30'))?.current).toBeNull()
    expect((await rule('COOP-MIN', '2018-07-01'))?.current?.version).toBe('1')
    expect((await rule('SEED-MAX20', '2020-02-29'))?.current).toBeNull()
    const cap = await rule('SEED-MAX20')
    expect(cap?.current?.parameters).toEqual({ max: '20/100' })
    expect(cap?.current?.clause).toMatchObject({
      documentCode: 'yishui-opinions',
      firstHand: false,
    })
  })

  test('proposed, waiting, in force, withdrawn', async () => {
    const { binding } = (
      await world.run<{ versions: { binding: string }[] }>('readRule', {
        rule: 'SEED-MAX20',
      })
    ).versions[0] ?? { binding: '' }
    const proposal = {
      rule: 'SEED-MAX20',
      severity: 'warn',
      binding,
      parameters: { max: '15/100' },
      reason: '试行更严的上限',
      validFrom: '2021-01-01',
    }
    const past = world.as('desk', 'proposeRuleVersion', { ...proposal, validFrom: '2020-11-29' })
    expect((await refusalOf(past)).code).toBe('not_allowed_now')
    const wrong = world.as('desk', 'proposeRuleVersion', { ...proposal, parameters: { max: '9' } })
    expect((await refusalOf(wrong)).faults.map(({ path }) => path)).toEqual(['$.parameters.max'])
    expect(await world.as('desk', 'proposeRuleVersion', proposal)).toMatchObject({
      version: '2',
      replaces: '1',
    })
    const again = world.as('desk', 'proposeRuleVersion', proposal)
    expect((await refusalOf(again)).code).toBe('conflict')
    expect(await rule('SEED-MAX20')).toMatchObject({
      current: { version: '1' },
      next: { version: '2' },
    })
    expect((await rule('SEED-MAX20', '2020-12-31'))?.current?.version).toBe('1')
    expect((await rule('SEED-MAX20', '2021-01-01'))?.current?.version).toBe('2')

    const withdraw = { rule: 'SEED-MAX20', version: '2' }
    expect(await world.as('desk', 'withdrawRuleVersion', withdraw)).toEqual({ reopened: '1' })
    expect((await rule('SEED-MAX20', '2021-01-01'))?.current?.version).toBe('1')
    const started = world.as('desk', 'withdrawRuleVersion', { ...withdraw, version: '1' })
    expect((await refusalOf(started)).code).toBe('not_allowed_now')
  })

  test('national law is not the county’s to change; others may not write', async () => {
    const proposal = {
      rule: 'COOP-MIN',
      severity: 'info',
      binding: 'members',
      parameters: { members: 3 },
      reason: 'x',
      validFrom: '2021-01-01',
    }
    const law = await refusalOf(world.as('desk', 'proposeRuleVersion', proposal))
    expect(law.code).toBe('not_allowed_now')
    const leader = await refusalOf(world.as('leader', 'proposeRuleVersion', proposal))
    expect(leader.code).toBe('forbidden')
    expect((await rule('COOP-MIN'))?.current?.version).toBe('1')
  })

  test('two proposals at once: one stands', async () => {
    const { binding } = (
      await world.run<{ versions: { binding: string }[] }>('readRule', {
        rule: 'SEED-HH10',
      })
    ).versions[0] ?? { binding: '' }
    const propose = (min: string) =>
      world.as('desk', 'proposeRuleVersion', {
        rule: 'SEED-HH10',
        severity: 'warn',
        binding,
        parameters: { min },
        reason: 'x',
        validFrom: '2021-01-01',
      })
    const answers = await Promise.allSettled([propose('1/10'), propose('1/9'), propose('1/8')])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('exemptions', () => {
  const grant = (coopId: string, more: object = {}) => ({
    coopId,
    rule: 'SEED-MAX20',
    reason: '老社过渡',
    basis: '县领导小组会议纪要〔2020〕3号',
    validFrom: '2020-12-01',
    validTo: '2021-06-01',
    ...more,
  })

  test('granted with the approver of the session, no overlap, revoked from today', async () => {
    const { exemptionId } = await world.as<{ exemptionId: string }>(
      'desk',
      'grantExemption',
      grant(ids.coopA),
    )
    const clash = world.as('desk', 'grantExemption', grant(ids.coopA, { validFrom: '2021-05-31' }))
    expect((await refusalOf(clash)).code).toBe('conflict')
    await world.as('desk', 'grantExemption', grant(ids.coopB))
    const list = await world.run<{ total: number; exemptions: Record<string, unknown>[] }>(
      'listExemptions',
      { coopId: ids.coopA, asOf: '2020-12-01', inForce: 'true' },
    )
    expect(list).toMatchObject({
      total: 1,
      exemptions: [{ id: exemptionId, approver: 'desk', inForce: true, revoked: null }],
    })
    await world.setDay('2021-02-01')
    const revoke = { coopId: ids.coopA, exemptionId, reason: '已整改' }
    expect(await world.as('desk', 'revokeExemption', revoke)).toEqual({ from: '2021-02-01' })
    expect((await refusalOf(world.as('desk', 'revokeExemption', revoke))).code).toBe('conflict')
    const after = await world.run<{ total: number }>('listExemptions', {
      coopId: ids.coopA,
      asOf: '2021-02-01',
      inForce: 'true',
    })
    expect(after.total).toBe(0)
    expect((await rule('SEED-MAX20', '2021-01-15'))?.exemptions).toBe(2)
    expect((await rule('SEED-MAX20', '2021-02-15'))?.exemptions).toBe(1)
    await world.setDay('2020-11-30')
  })

  test('the law knows no exemption by the county; another co-op’s id finds nothing', async () => {
    const law = world.as('desk', 'grantExemption', grant(ids.coopA, { rule: 'COOP-FARMER80' }))
    expect((await refusalOf(law)).code).toBe('not_allowed_now')
    const { exemptions } = await world.run<{ exemptions: { id: string }[] }>('listExemptions', {
      coopId: ids.coopB,
    })
    const other = world.as('desk', 'revokeExemption', {
      coopId: ids.coopA,
      exemptionId: exemptions[0]?.id,
      reason: 'x',
    })
    expect((await refusalOf(other)).code).toBe('not_found')
  })

  test('a town sees the exemptions of its own co-ops only', async () => {
    const seen = await world.as<{ exemptions: { coopId: string }[] }>('townA', 'listExemptions', {})
    expect(new Set(seen.exemptions.map(({ coopId }) => coopId))).toEqual(new Set([ids.coopA]))
  })

  test('a clause cannot be changed, even by the application itself', async () => {
    const change = inCounty(world.database, 1, (tx) =>
      sql`UPDATE policy_clause SET gist_zh = 'x'`.execute(tx),
    )
    await expect(change).rejects.toThrow('permission denied')
  })
})
