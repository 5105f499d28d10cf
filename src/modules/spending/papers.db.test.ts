import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { photo, quotes, signThrough, spendingWorld } from './testing.ts'

const world = await spendingWorld()
const { as, coopId, ids, db } = world

interface Printed {
  readonly serial: string
  readonly name: string
  readonly content: string
}

const print = (paper: string, subjectId: string, format = 'pdf', who = '会计') =>
  as<Printed>(who, 'printSpendingPaper', { coopId, paper, subjectId, format })
const bytesOf = ({ content }: Printed): Buffer => Buffer.from(content, 'base64')
const isPdf = (printed: Printed): boolean => bytesOf(printed).subarray(0, 5).toString() === '%PDF-'
const isZip = (printed: Printed): boolean => bytesOf(printed).subarray(0, 2).toString() === 'PK'

const asked = await as<{ requestId: string; caseId: string }>('会计', 'requestSpending', {
  coopId,
  payee: '甲店',
  amount: '12000',
  class: 'supplies',
  purpose: '化肥',
  quotes: quotes('12000'),
})
const { contractId } = await as<{ contractId: string }>('会计', 'saveContract', {
  coopId,
  title: '租车合同',
  kind: 'service',
  direction: 'pays',
  partner: { name: '乙运输队', phone: '15400008888' },
  amount: '600',
  priceBasis: '市场价',
  startsOn: '2020-12-01',
  expiresOn: '2021-01-10',
})
const { assessmentId } = await as<{ assessmentId: string }>('会计', 'assessRisk', {
  coopId,
  title: '冷库项目',
  factors: [
    'market',
    'technology',
    'funding',
    'land',
    'policy',
    'partner',
    'disaster',
    'collective',
  ].map((factor) => ({ factor, likelihood: 3, impact: 3, mitigation: '有措施' })),
  exposure: '200000',
  conclusion: '可行',
})

describe('a paper', () => {
  test('is numbered without gaps, in both forms, and its fingerprint is in the audit trail', async () => {
    const numbers: number[] = []
    for (const [paper, subject] of [
      ['request', asked.requestId],
      ['quotes', asked.requestId],
      ['contract', contractId],
      ['risk', assessmentId],
    ] as const) {
      const pdf = await print(paper, subject)
      const docx = await print(paper, subject, 'docx')
      expect([isPdf(pdf), isZip(docx)], paper).toEqual([true, true])
      for (const { serial } of [pdf, docx]) numbers.push(Number(/〕(\d+)号/.exec(serial)?.[1]))
    }
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
    const { rows } = await db.owner.query<{ kinds: string[] }>(
      `SELECT array_agg(DISTINCT kind ORDER BY kind) AS kinds FROM case_print`,
    )
    expect(rows[0]?.kinds).toEqual(['quotes', 'request', 'risk'])
    const { rows: audit } = await db.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_event WHERE verb = 'printSpendingPaper'`,
    )
    expect(audit[0]?.n).toBe(8)
  })

  test('shows what was signed: another fingerprint once the council has decided', async () => {
    const prints = async () =>
      (
        await db.owner.query<{ sha256: string }>(
          `SELECT sha256 FROM case_print WHERE kind = 'request' AND format = 'pdf' ORDER BY number`,
        )
      ).rows.map(({ sha256 }) => sha256)
    await signThrough(as, asked.caseId)
    await print('request', asked.requestId)
    expect(new Set(await prints()).size).toBe((await prints()).length)
  })

  test('without quotes has nothing to compare; of another co-op there is none', async () => {
    expect((await refusalOf(print('quotes', contractId))).code).toBe('not_allowed_now')
    expect((await refusalOf(print('request', contractId))).code).toBe('not_found')
    expect((await refusalOf(print('risk', asked.requestId))).code).toBe('not_found')
    expect((await refusalOf(print('request', asked.requestId, 'pdf', '邻站'))).code).toBe(
      'not_found',
    )
  })

  test('that was signed comes back under its number', async () => {
    const { serial } = await print('contract', contractId)
    const add = (about: string, subjectId: string, who = '会计') =>
      as(who, 'addSpendingPapers', {
        coopId,
        about,
        subjectId,
        serial,
        papers: [photo('签字.jpg', serial)],
      })
    await add('contract', contractId)
    await add('risk', assessmentId)
    const { papers } = await as<{ papers: { name: string }[] }>('站长', 'readContract', {
      coopId,
      contractId,
    })
    expect(papers.map(({ name }) => name)).toEqual([`${serial} 签字.jpg`])
    const risk = await as<{ papers: unknown[] }>('站长', 'readRisk', { coopId, assessmentId })
    expect(risk.papers).toHaveLength(1)
    expect((await refusalOf(add('request', contractId))).code).toBe('not_found')
    expect((await refusalOf(add('contract', contractId, '监事'))).code).toBe('forbidden')
  })
})

describe('registers and the matrix', () => {
  test('are printed for a unit inside the reach of who asks, and for no other', async () => {
    const register = (who: string, unitId: string, of = 'contracts') =>
      as<Printed>(who, 'printSpendingRegister', { unitId, register: of })
    expect(isPdf(await register('站长', ids.townA))).toBe(true)
    expect(isPdf(await register('会计', coopId, 'risks'))).toBe(true)
    expect((await refusalOf(register('邻站', ids.townA))).code).toBe('not_found')
    expect(isZip(await as<Printed>('邻站', 'printLimits', { format: 'docx' }))).toBe(true)
  })
})
