import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { casesWorld, PHOTO } from './testing.ts'

/* Sheets printed before they are signed, and what was written meanwhile. */

const world = await casesWorld()
const { units, as, refusal, db } = world
await world.account('村书记', 'village_secretary', { unit: units.village })
await world.account('经管站', 'town_station', { unit: units.town })
const { caseId } = await as<{ caseId: string }>('村书记', 'openCase', {
  unitId: units.village,
  process: 'four-discussions',
  title: '集体以冷库入社',
  facts: { origin: 'cadres', matter: 'assets', content: '冷库', collective: true },
})

interface Printed {
  readonly serial: string
  readonly name: string
  readonly mediaType: string
  readonly content: string
}
const print = (format: 'pdf' | 'docx', who = '村书记', more: object = {}) =>
  as<Printed>(who, 'printCasePaper', {
    caseId,
    step: 'branch',
    kind: 'branch-sheet',
    format,
    ...more,
  })
const draft = (values: object, who = '村书记') =>
  as(who, 'saveStepDraft', { caseId, step: 'branch', values })
const branch = async () => {
  const { steps, prints } = await as<{
    steps: { draft: { values: object; by: string } | null; values: object }[]
    prints: { serial: string; kind: string; by: string }[]
  }>('经管站', 'readCase', { caseId })
  return { step: steps[0], prints }
}

test('a sheet is printed from the draft, numbered, and told of', async () => {
  await draft({ heldOn: '2026-03-01', present: 3, content: '拟' })
  await draft({ heldOn: '2026-03-01', present: 3, content: '拟以冷库入社' })
  expect((await branch()).step?.draft).toMatchObject({
    values: { content: '拟以冷库入社' },
    by: '村书记',
  })
  expect((await refusal(draft({}, '经管站'))).code).toBe('forbidden')
  const pdf = await print('pdf')
  const bytes = Buffer.from(pdf.content, 'base64')
  expect([pdf.serial, pdf.name, pdf.mediaType]).toEqual([
    '表〔2026〕1号',
    '村党支部会提议表.pdf',
    'application/pdf',
  ])
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const docx = await print('docx')
  const archive = Buffer.from(docx.content, 'base64')
  expect([docx.serial, archive.subarray(0, 2).toString()]).toEqual(['表〔2026〕2号', 'PK'])
  expect(textOf(archive)).toContain('拟以冷库入社')
  expect(textOf(archive)).toContain('表〔2026〕2号')
  expect((await branch()).prints).toMatchObject([
    { serial: '表〔2026〕1号', kind: 'branch-sheet', by: '村书记' },
    { serial: '表〔2026〕2号' },
  ])
  expect((await refusal(print('pdf', '村书记', { kind: 'nothing' }))).code).toBe('not_found')
  expect((await refusal(print('pdf', '村书记', { step: 'notice', kind: 'plan' }))).code).toBe(
    'not_found',
  )
})

test('what was signed replaces the draft, and is what is printed from then on', async () => {
  await draft({ content: '作废的草稿' })
  await as('村书记', 'addCasePaper', {
    caseId,
    step: 'branch',
    kind: 'branch-sheet',
    name: '提议表.jpg',
    content: PHOTO,
  })
  const values = {
    heldOn: '2026-03-01',
    form: 'meeting',
    expected: 5,
    present: 3,
    content: '签过的',
  }
  await as('村书记', 'signStep', { caseId, step: 'branch', values })
  expect((await branch()).step).toMatchObject({ draft: null, values: { content: '签过的' } })
  const { rowCount } = await db.owner.query('SELECT 1 FROM case_draft')
  expect(rowCount).toBe(0)
  const { content } = await print('docx', '经管站')
  expect(textOf(Buffer.from(content, 'base64'))).toContain('签过的')
  expect((await refusal(draft({}))).code).toBe('not_allowed_now')
})

test('the handbook, one process or all', async () => {
  const one = await as<Printed>('村书记', 'printHandbook', {
    process: 'four-discussions',
    format: 'docx',
  })
  expect(one.name).toBe('四议两公开操作规程.docx')
  expect(textOf(Buffer.from(one.content, 'base64'))).toContain('党员大会审议')
  const all = await as<Printed>('村书记', 'printHandbook', { format: 'pdf' })
  expect(Buffer.from(all.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect(
    (await refusal(as('村书记', 'printHandbook', { process: 'nothing', format: 'pdf' }))).code,
  ).toBe('not_found')
})

/** The words of the main part of a Word file: the archive's entries one by one. */
function textOf(archive: Buffer): string {
  let text = ''
  let at = 0
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const [packed, nameLength, extra] = [
      archive.readUInt32LE(at + 18),
      archive.readUInt16LE(at + 26),
      archive.readUInt16LE(at + 28),
    ]
    const name = archive.subarray(at + 30, at + 30 + nameLength).toString()
    const start = at + 30 + nameLength + extra
    const body = archive.subarray(start, start + packed)
    if (name.startsWith('word/')) text += inflated(body)
    at = start + packed
  }
  return text.replaceAll(/<[^>]+>/g, '')
}

function inflated(body: Buffer): string {
  // A raw deflate stream with the two bytes of zlib before it and no checksum behind.
  return inflateSync(Buffer.concat([Buffer.from([0x78, 0x9c]), body]), {
    finishFlush: 2,
  }).toString()
}
