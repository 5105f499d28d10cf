import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { fraction } from '../../../kernel/fraction.ts'
import { fen } from '../../../kernel/money.ts'
import { BOOK_RULES } from '../../policy/index.ts'
import { base, lawful, plan, run, step } from '../testing.ts'
import { runPlan } from './engine.ts'
import { settleExit, settleExitInput, settleUnder } from './exit.ts'
import { planFindings } from './findings.ts'
import { computePlan, runPlanInput } from './plan-document.ts'
import { DEFAULT_POLICY } from './policy.ts'

/* Every finding of plans and exits has a row in the county's catalogue, and takes its figures from it. */

const rows = new Map(Object.entries(BOOK_RULES))

const exit = settleExitInput.parse({
  yearEnd: '2020-12-31',
  members: ['a', 'b', 'c'].map((id) => ({
    id,
    contribution: '100',
    reserveShare: '10',
    grantShare: '5',
    donationShare: '1',
  })),
  leaving: [{ id: 'a', kind: 'person', notice: '2020-10-15', agreed: '1' }],
  loss: '30',
})

test('every rule id that stands in the code of plans and exits has a row', () => {
  const folder = import.meta.dirname
  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(folder, file), 'utf8').matchAll(/'((?:DIST|EXIT)-[A-Z0-9-]+)'/g),
        (match) => match[1] ?? '',
      ),
    )
  expect(named.length).toBeGreaterThan(8)
  for (const id of named) expect([id, rows.has(id)]).toEqual([id, true])
})

test('what plans and exits find cites its row: severity, source, version, and only its readings', () => {
  const found = [
    ...run({ ...base, plan: lawful }).findings,
    ...run({ ...base, plan: plan([step.back('1/2'), step.loss(), step.pay('p', {})]) }).findings,
    ...settleExit(exit).findings,
  ]
  expect(new Set(found.map(({ rule }) => rule)).size).toBe(8)
  for (const one of found) {
    const row = rows.get(one.rule)
    expect(row, one.rule).toBeDefined()
    expect(one).toMatchObject({ severity: row?.severity, source: row?.source, version: '1' })
    const known = row?.readings.map(({ id }) => id)
    for (const { id } of [...one.readings, ...one.notComputed]) expect(known).toContain(id)
    expect(known).toContain(one.binding)
  }
})

test('the floor, its severity and its source are those of the row', () => {
  const input = runPlanInput.parse({ ...base, plan: lawful })
  const year = { ...input.year, openingUndistributed: 0n }
  const stricter = {
    ...DEFAULT_POLICY,
    'DIST-60': {
      version: '2',
      severity: 'warn' as const,
      binding: 'H2',
      source: '《章程》第五条',
      parameters: { min: fraction(7, 10) },
    },
  }
  const [sixty] = planFindings(runPlan(input.plan, year, input.people), stricter)
  expect(sixty).toMatchObject({
    rule: 'DIST-60',
    version: '2',
    severity: 'warn',
    binding: 'H2',
    outcome: 'fails',
    source: '《章程》第五条',
  })
  expect(sixty?.readings[0]).toMatchObject({ measured: '3/5', limit: '7/10' })
  expect(sixty?.text.zh).toContain('低于 70%')
  expect(computePlan(input).findings[0]?.outcome).toBe('passes')
})

test('an exit takes months, losses and donations from the rows where nothing else is said', () => {
  const shipped = settleExit(exit).leaving[0]
  expect(shipped).toMatchObject({ latestNotice: date('2020-09-30'), lossShare: fen(1000n) })
  const other = settleUnder(exit, {
    'EXIT-NOTICE': {
      ...DEFAULT_POLICY['EXIT-NOTICE'],
      parameters: { person: 2, unit: 6, union: 6 },
    },
    'EXIT-REFUND': {
      ...DEFAULT_POLICY['EXIT-REFUND'],
      parameters: { lossBy: 'contribution', donations: 'refund' },
    },
  }).leaving[0]
  expect(other).toMatchObject({ latestNotice: date('2020-10-31'), donationShare: fen(100n) })
})
