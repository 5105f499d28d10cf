import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { credit, debit, ledgerWorld } from './testing.ts'

const world = await ledgerWorld()
const { run, as, ids, a, b, account, setDay } = world

await account('村书记', 'village_secretary', { unit: ids.villageA })
await account('社会计', 'coop_accountant', { unit: a.coopId })
await account('乡镇站', 'town_station', { unit: ids.townA })
await account('监事', 'supervisory_board', { unit: a.coopId })

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const paper = (text: string, name = '发票.pdf') => ({
  name,
  content: Buffer.from(`%PDF-1.7 ${text}`).toString('base64'),
})
const photo = (mark: number) => ({
  name: '照片.jpg',
  content: Buffer.from([...JPEG, mark]).toString('base64'),
})

interface Added {
  documents: { documentId: string; already: { status: string; voucherId: string | null } | null }[]
}
const add = (who: string, documents: object[], coopId = a.coopId) =>
  as<Added>(who, 'addSourceDocuments', { coopId, documents })
interface Inbox {
  total: number
  rows: { id: string; coopName: string; days: number; mine: boolean; reason: string | null }[]
}
const inbox = (who: string, input: object = {}) => as<Inbox>(who, 'listSourceDocuments', input)

describe('documents', () => {
  test('come from the village by phone and lie in the inbox, oldest first, with the co-op', async () => {
    await setDay('2020-03-01')
    await add('村书记', [photo(1)])
    await setDay('2020-03-05')
    await add('社会计', [paper('二')])
    await setDay('2020-03-09')
    const { total, rows } = await inbox('乡镇站')
    expect(total).toBe(2)
    expect(rows.map(({ days, coopName }) => [days, coopName])).toEqual([
      [8, '甲合作社'],
      [4, '甲合作社'],
    ])
    expect((await inbox('村书记')).rows.map(({ mine }) => mine)).toEqual([true, false])
    expect((await inbox('乡镇站', { days: '7' })).total).toBe(1)
  })

  test('may not be handed in by who only watches, nor for a co-op of elsewhere', async () => {
    expect((await refusalOf(add('监事', [photo(9)]))).code).toBe('forbidden')
    expect((await refusalOf(add('乡镇站', [photo(9)], b.coopId))).code).toBe('not_found')
  })

  test('are told by their content: a program with the name of a photograph is refused, and all with it', async () => {
    const before = (await inbox('乡镇站')).total
    const wrong = { name: '照片.jpg', content: Buffer.from('MZ program').toString('base64') }
    const refusal = await refusalOf(add('社会计', [photo(3), wrong]))
    expect(refusal.faults.map(({ path }) => path)).toEqual(['$.documents[1].content'])
    const noise = { name: '照片.jpg', content: '???' }
    expect((await refusalOf(add('社会计', [noise]))).code).toBe('bad_input')
    expect((await inbox('乡镇站')).total).toBe(before)
  })

  test('that are here already are not taken twice; the answer says where they are', async () => {
    const first = (await add('社会计', [paper('同一张')])).documents[0]?.documentId ?? ''
    const twice = await add('村书记', [paper('同一张', '又拍.pdf'), paper('新的'), paper('新的')])
    expect(twice.documents[0]).toMatchObject({ documentId: first, already: { status: 'inbox' } })
    expect(twice.documents[1]?.already).toBe(null)
    expect(twice.documents[2]?.documentId).toBe(twice.documents[1]?.documentId)
    const { draftId } = await as<{ draftId: string }>('社会计', 'saveDraft', {
      coopId: a.coopId,
      submit: true,
      voucher: {
        kind: 'receipt',
        onDate: '2020-01-05',
        summary: '存入现金',
        lines: [debit('102', '10'), credit('101', '10')],
        documentIds: [first],
      },
    })
    await run('approveDrafts', { unitId: ids.county, draftIds: [draftId] })
    const third = await add('村书记', [paper('同一张')])
    expect(third.documents[0]?.already).toMatchObject({ status: 'booked', voucherId: draftId })
  })

  test('can be read again byte by byte', async () => {
    const { documents } = await add('社会计', [paper('读我')])
    const documentId = documents[0]?.documentId
    const file = await as<{ mediaType: string; content: string }>('监事', 'readSourceDocument', {
      coopId: a.coopId,
      documentId,
    })
    expect(file.mediaType).toBe('application/pdf')
    expect(Buffer.from(file.content, 'base64').toString()).toBe('%PDF-1.7 读我')
    const other = run('readSourceDocument', { coopId: b.coopId, documentId })
    expect((await refusalOf(other)).code).toBe('not_found')
  })

  test('are rejected once, with a reason that the sender reads', async () => {
    const documentId = (await add('村书记', [photo(7)])).documents[0]?.documentId
    const reject = () =>
      as('乡镇站', 'rejectSourceDocument', { coopId: a.coopId, documentId, reason: '看不清' })
    await reject()
    const { rows } = await inbox('村书记', { status: 'rejected' })
    expect(rows).toMatchObject([{ id: documentId, reason: '看不清', mine: true }])
    expect((await refusalOf(reject())).code).toBe('not_allowed_now')
    const again = await add('村书记', [photo(7)])
    expect(again.documents[0]?.already).toMatchObject({ status: 'rejected', reason: '看不清' })
  })
})
