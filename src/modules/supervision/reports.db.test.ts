import { describe, expect, test } from 'vitest'
import { foundingOf } from '../shares/testing.ts'
import { supervisionWorld } from './testing.ts'

const world = await supervisionWorld()
const { as, run, ids, people, cooperative, enter, sign, told, setDay } = world

interface Made {
  reportId: string
  version: number
  hash: string
}
const make = (kind: string, period: string) => as<Made>('county', 'makeReport', { kind, period })
const check = (reportId: string) =>
  as<{ numbers: number; wrong: unknown[]; loose: string[] }>('county', 'checkReport', { reportId })
const print = async (reportId: string, format: string, by = 'county') =>
  (await as<{ content: string }>(by, 'printReport', { reportId, format })).content
interface Report {
  state: string
  number: string | null
  toAcknowledge: boolean
  blocks: { kind: string; caption?: string; rows?: unknown[][]; runs?: unknown[] }[]
  receipts: { seenOn: string | null }[]
}
const read = (reportId: string, by = 'county') => as<Report>(by, 'readReport', { reportId })

/** A lawful co-op of ten members in a village. */
async function coopIn(villageId: string, at = '2020-08-01'): Promise<string> {
  const village = await people(villageId, 12)
  const coopId = await cooperative(villageId, village)
  await run('openRegisters', {
    unitId: coopId,
    asFound: true,
    sourceNote: '老社',
    registers: [{ ...foundingOf(coopId, village.personIds.slice(0, 10)), foundedOn: at }],
  })
  return coopId
}

/** From the draft to the issue: the towns look, three desks and a leader sign. */
async function issued(reportId: string): Promise<void> {
  const { caseId } = await as<{ caseId: string }>('organisation', 'submitBulletin', { reportId })
  await sign('county', caseId, 'figures', { values: { opinion: '一致' } })
  await sign('organisation', caseId, 'review', { values: { opinion: '同意' } })
  await sign('leader', caseId, 'sign', { basis: 'guidance', basisText: '公文处理条例' })
  await told()
}

await coopIn(ids.villageA)

describe('three months of bulletins', () => {
  const kept = new Map<string, { pdf: string; docx: string }>()
  const reports: string[] = []

  test('are drawn, signed, numbered in order and sent to every town', async () => {
    for (const [month, day] of [
      ['2020-09', '2020-10-05'],
      ['2020-10', '2020-11-05'],
      ['2020-11', '2020-12-05'],
    ] as const) {
      await setDay(day)
      const { problemId, caseId } = await enter({
        title: `${month} 未公开财务`,
        public: true,
        foundOn: `${month}-20`,
        dueOn: '2021-03-31',
      })
      expect(problemId).not.toBe('')
      if (month === '2020-09') {
        await issueOn(caseId, day)
      }
      if (month === '2020-10') await coopIn(ids.villageB, '2020-10-10')
      const { reportId } = await make('bulletin', month)
      expect(await check(reportId)).toMatchObject({ wrong: [], loose: [] })
      expect((await check(reportId)).numbers).toBeGreaterThan(20)
      await issued(reportId)
      const found = await read(reportId)
      expect(found).toMatchObject({
        state: 'issued',
        number: `督导通报〔2020〕${reports.length + 1}号`,
      })
      expect(found.receipts).toHaveLength(2)
      reports.push(reportId)
      kept.set(reportId, { pdf: await print(reportId, 'pdf'), docx: await print(reportId, 'docx') })
    }
  })

  test('are the same to the byte after the records and the figures have changed', async () => {
    await setDay('2021-01-15')
    await coopIn(ids.villageA, '2020-12-20')
    await enter({ title: '又一件', public: true, foundOn: '2020-11-10', dueOn: '2021-02-28' })
    for (const period of ['2020-09', '2020-10', '2020-11']) {
      await as('county', 'freezeFigures', { period, reason: '更正' })
    }
    for (const reportId of reports) {
      expect(await print(reportId, 'pdf')).toBe(kept.get(reportId)?.pdf)
      expect(await print(reportId, 'docx')).toBe(kept.get(reportId)?.docx)
      expect(await print(reportId, 'pdf', 'town')).toBe(kept.get(reportId)?.pdf)
      const { wrong, loose } = await check(reportId)
      expect(loose).toEqual([])
      // What was counted and reckoned then still resolves to the frozen edition and the rows it names.
      expect(wrong).toEqual([])
    }
    await expect(make('bulletin', '2020-11')).rejects.toMatchObject({ code: 'not_allowed_now' })
  })

  test('name the last one’s problems with what became of them', async () => {
    const { blocks } = await read(reports[1] ?? '')
    const named = blocks.find(({ caption }) => caption === '点名通报的问题')
    expect(named?.rows).toHaveLength(2)
    const said = blocks.flatMap(({ runs }) => runs ?? []).filter((one) => typeof one === 'string')
    expect(said.join('')).toContain('上期点名')
  })

  test('are acknowledged by each town for itself, once', async () => {
    const [reportId = ''] = reports
    expect(await read(reportId, 'town')).toMatchObject({ toAcknowledge: true })
    const mine = { reportId, unitId: ids.townA }
    await as('town', 'acknowledgeReport', mine)
    await expect(as('town', 'acknowledgeReport', mine)).rejects.toMatchObject({
      code: 'not_allowed_now',
    })
    await expect(
      as('town', 'acknowledgeReport', { reportId, unitId: ids.townB }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await read(reportId, 'town')).toMatchObject({ toAcknowledge: false })
    await expect(read(reportId, 'secretary')).rejects.toMatchObject({ code: 'not_found' })
  })
})

async function issueOn(caseId: string, day: string): Promise<void> {
  await setDay(day)
  const values = { demands: '补公开', reply: '书面', consequence: '通报', contact: '张某' }
  await sign('organisation', caseId, 'draft', { values })
  await sign('county', caseId, 'review')
  await sign('leader', caseId, 'issue', { values: { issuedOn: day } })
  await told()
}

describe('before the issue', () => {
  test('an objection must be answered; a bulletin drawn anew must go round again', async () => {
    await setDay('2021-01-15')
    const { reportId } = await make('bulletin', '2020-12')
    await expect(
      as('town', 'objectToReport', { reportId, unitId: ids.townA, words: '覆盖率有误' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { caseId } = await as<{ caseId: string }>('organisation', 'submitBulletin', { reportId })
    const { objectionId } = await as<{ objectionId: string }>('town', 'objectToReport', {
      reportId,
      unitId: ids.townA,
      words: '覆盖率有误',
    })
    const checked = () => sign('county', caseId, 'figures', { values: { opinion: '一致' } })
    await expect(checked()).rejects.toMatchObject({ code: 'not_allowed_now' })
    await as('county', 'answerReportObjection', {
      reportId,
      objectionId,
      answer: '经核对无误',
      upheld: false,
    })
    await checked()
    await enter({ title: '新问题', dueOn: '2021-03-31' })
    const again = await make('bulletin', '2020-12')
    expect(again.version).toBe(2)
    const review = sign('organisation', caseId, 'review', { values: { opinion: '同意' } })
    await expect(review).rejects.toMatchObject({ code: 'not_allowed_now' })
    await as('organisation', 'withdrawCase', { caseId, reason: '重新送审' })
    await told()
    expect(await read(reportId)).toMatchObject({ state: 'draft' })
    await issued(reportId)
    expect(await read(reportId)).toMatchObject({ state: 'issued' })
  })
})

describe('dispatch and analysis', () => {
  test('the week’s pack has a page for each town, and its orders come back next week', async () => {
    await setDay('2021-01-15')
    const { problemId, caseId } = await enter({ title: '超期的', dueOn: '2021-01-16' })
    expect(problemId).not.toBe('')
    await setDay('2021-01-20')
    const { reportId } = await make('dispatch', '2021-W03')
    expect(await check(reportId)).toMatchObject({ wrong: [], loose: [] })
    const { blocks } = await read(reportId)
    expect(blocks.filter(({ kind }) => kind === 'page')).toHaveLength(2)
    const exceptions = blocks.find(({ caption }) => caption === '需要调度的乡镇(街道)')
    expect(exceptions?.rows?.[0]?.[0]).toBe('许家湖镇')
    const { given } = await as<{ given: number }>('county', 'recordDispatchMeeting', {
      reportId,
      heldOn: '2021-01-20',
      chair: '县委副书记',
      place: '县委会议室',
      attended: ['许家湖镇', '黄山铺镇'],
      minutes: '逐镇调度。',
      orders: [
        {
          to: [ids.townA, ids.townB],
          what: '本周销号',
          responsible: '镇党委',
          dueOn: '2021-01-26',
        },
      ],
    })
    expect(given).toBe(2)
    await setDay('2021-01-27')
    const next = await make('dispatch', '2021-W04')
    const said = JSON.stringify((await read(next.reportId)).blocks)
    expect(said).toContain('上次调度交办')
    expect(said).toContain('本周销号')
    expect(caseId).not.toBe('')
  })

  test('the quarter counts problems by town and channel, and proposes plates', async () => {
    await setDay('2021-01-27')
    const { problemId } = await enter({
      title: '建议挂牌的',
      severity: 'block',
      dueOn: '2021-02-10',
    })
    await as('county', 'proposeListing', { problemId, reason: '性质严重' })
    const { reportId } = await make('analysis', '2020-Q4')
    expect(await check(reportId)).toMatchObject({ wrong: [], loose: [] })
    const said = JSON.stringify((await read(reportId)).blocks)
    expect(said).toContain('按乡镇(街道)')
    expect(said).toContain('性质严重')
    for (const format of ['pdf', 'docx']) expect(await print(reportId, format)).not.toBe('')
    await expect(read(reportId, 'town')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a period of another kind, or one that has not begun, is refused', async () => {
    for (const [kind, period] of [
      ['bulletin', '2020-W48'],
      ['dispatch', '2020-11'],
      ['analysis', '2031-Q1'],
    ] as const) {
      await expect(make(kind, period)).rejects.toMatchObject({ faults: [{ path: '$.period' }] })
    }
  })
})
