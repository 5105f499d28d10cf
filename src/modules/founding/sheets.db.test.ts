import { expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { foundingWorld, PDF } from './testing.ts'

/* A signed sheet comes back as a photograph: it is the household's, it counts as signed, nobody above sees it. */

const world = await foundingWorld({ carried: false })
const { as, db, village } = world
const [first = '', second = ''] = village.households
const { projectId } = await world.start()

interface Ledger {
  willing: number
  rows: {
    householdId: string
    number: string
    serial: string
    wish: { wish: string; on: string; paper: string | null } | null
    account: { id: string; signedOn: string | null } | null
  }[]
}
const rowOf = async (householdId: string) =>
  (await as<Ledger>('secretary', 'readMobilisation', { projectId })).rows.find(
    (row) => row.householdId === householdId,
  )
const takeBack = (serial: string, more: object = {}, by = 'secretary') =>
  as<{ kind: string; household: { number: string } }>(by, 'takeBackSheet', {
    projectId,
    serial,
    on: '2020-11-30',
    name: '签字表.pdf',
    content: PDF,
    ...more,
  })

test('a wish sheet is taken back by its number, however it is typed, and the wish then has its paper', async () => {
  const serial = (await rowOf(first))?.serial ?? ''
  expect((await refusalOf(takeBack(serial))).text.zh).toContain('先登记这一户的意愿')
  await as('secretary', 'recordWishes', {
    projectId,
    rows: [{ householdId: first, wish: 'unwilling', on: '2020-11-28', note: '再看看' }],
  })
  const typed = ` ${serial.replace('〔', '[').replace('〕', '] ')} `
  expect(await takeBack(typed)).toMatchObject({ kind: 'wish' })
  const row = await rowOf(first)
  expect(row?.wish).toMatchObject({ wish: 'unwilling', on: '2020-11-30' })
  const sheetId = row?.wish?.paper ?? ''
  const read = await as<{ content: string; mediaType: string }>('secretary', 'readSignedSheet', {
    projectId,
    kind: 'wish',
    sheetId,
  })
  expect(read).toMatchObject({ content: PDF, mediaType: 'application/pdf' })
  // The same household says something else: the old paper is no paper of it.
  await as('secretary', 'recordWishes', {
    projectId,
    rows: [{ householdId: first, wish: 'willing', on: '2020-11-30' }],
  })
  expect((await rowOf(first))?.wish).toMatchObject({ wish: 'willing', paper: null })
})

test('numbers of no sheet, days before the wish, files of another kind are refused at their field', async () => {
  const serial = (await rowOf(first))?.serial ?? ''
  expect((await refusalOf(takeBack('创办〔2020〕9号-意-1'))).faults[0]?.path).toBe('$.serial')
  expect((await refusalOf(takeBack(serial, { on: '2020-11-27' }))).faults[0]?.path).toBe('$.on')
  const text = Buffer.from('just words').toString('base64')
  expect((await refusalOf(takeBack(serial, { content: text }))).faults[0]?.path).toBe('$.content')
})

test('a signed account comes back: one account, signed, with its paper', async () => {
  const scenario = {
    guaranteed: '800',
    surplus: '100000',
    from: 2,
    workdays: 60,
    wage: '90',
    trade: '12000',
    tradeCost: '7000',
  }
  const given = {
    past: { year: 2018, lines: [] },
    present: { year: 2020, lines: [] },
    years: 5,
    brings: { landMu: '3.5', contribution: '5000', outside: [] },
    terms: { contributions: '500000', allTrade: '800000', reserve: '1/10', returned: '3/5' },
    cases: { low: scenario, middle: scenario, high: scenario },
  }
  await as('secretary', 'keepAccount', { projectId, householdId: second, given })
  interface Read {
    kept: { id: string; serial: string; paper: boolean; signedOn: string | null }[]
  }
  const accounts = () =>
    as<Read>('secretary', 'readAccounts', { projectId, householdId: second }).then((r) => r.kept)
  const [kept] = await accounts()
  expect(kept).toMatchObject({ paper: false, signedOn: null })
  expect(await takeBack(kept?.serial ?? '')).toMatchObject({ kind: 'account' })
  const [signed, ...rest] = await accounts()
  expect(rest).toEqual([])
  expect(signed).toMatchObject({ serial: kept?.serial, paper: true, signedOn: '2020-11-30' })
  expect((await rowOf(second))?.account).toMatchObject({ signedOn: '2020-11-30' })
  const sheet = { projectId, kind: 'account', sheetId: signed?.id }
  expect(await as('secretary', 'readSignedSheet', sheet)).toMatchObject({ content: PDF })
  const printed = { projectId, accountId: signed?.id }
  await as('secretary', 'printAccount', printed)
})

test('nobody above takes one back or sees one; neither picture nor number stands anywhere in the open', async () => {
  const serial = (await rowOf(first))?.serial ?? ''
  expect((await refusalOf(takeBack(serial, {}, 'station'))).code).toBe('forbidden')
  const sheet = { projectId, kind: 'account', sheetId: (await rowOf(second))?.account?.id }
  for (const by of ['station', 'town', 'county', 'auditor', 'neighbour']) {
    expect(['forbidden', 'not_found']).toContain(
      (await refusalOf(as(by, 'readSignedSheet', sheet))).code,
    )
  }
  const { rows } = await db.owner.query<{ told: string }>(
    `SELECT string_agg(row_to_json(a)::text, ' ') AS told FROM audit_event a`,
  )
  expect(rows[0]?.told).not.toContain(PDF)
  expect(rows[0]?.told).not.toContain(`意-${(await rowOf(first))?.number}`)
  const { rows: stored } = await db.owner.query<{ found: boolean }>(
    `SELECT position($1::bytea in wish_sealed) > 0 AS found FROM household_wish`,
    [Buffer.from(PDF)],
  )
  expect(stored.some(({ found }) => found)).toBe(false)
})
