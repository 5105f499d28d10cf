import { describe, expect, test } from 'vitest'
import { supervisionWorld } from './testing.ts'

const world = await supervisionWorld()
const { as, ids, enter, issue, mend, close, sign, told, morning, setDay } = world

interface Problem {
  stage: string
  dueOn: string
  paused: boolean
  overdue: boolean
  daysLate: number
  closedOn: string | null
  reopened: number
  caseId: string
  events: { kind: string; dueOn: string | null; words: string }[]
  steps: { key: string; status: string; by: string[] }[]
  cases: { process: string; state: string }[]
  may: Record<string, boolean>
  mine: string | null
}
const read = (problemId: string, by = 'organisation') =>
  as<Problem>(by, 'readProblem', { problemId })

describe('the path of a problem', () => {
  test('is drafted, reviewed, issued, acknowledged, planned, replied, checked by another and closed', async () => {
    const { problemId, caseId, number } = await enter()
    expect(number).toMatch(/^问题〔2020〕\d+号$/)
    // Nobody reviews what they drafted.
    await sign('organisation', caseId, 'draft', {
      values: { demands: '补公开', reply: '书面', consequence: '通报', contact: '张某' },
    })
    await expect(sign('organisation', caseId, 'review')).rejects.toMatchObject({
      code: 'forbidden',
    })
    await sign('county', caseId, 'review')
    await sign('leader', caseId, 'issue', { values: { issuedOn: '2020-11-30' } })
    await told()
    expect(await read(problemId, 'secretary')).toMatchObject({
      stage: 'acknowledge',
      mine: 'acknowledge',
    })
    await mend(caseId)
    expect((await read(problemId)).stage).toBe('verify')
    // Who drafted the notice does not check on the spot; nor does it close itself.
    await world.photo('organisation', caseId, 'verify', 'site-photo')
    await expect(
      sign('organisation', caseId, 'verify', {
        values: { visitedOn: '2020-11-30', place: '村', found: '好' },
      }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await close(caseId)
    const closed = await read(problemId)
    expect(closed).toMatchObject({ stage: 'closed', closedOn: '2020-11-30', overdue: false })
    expect(closed.steps.every(({ status }) => status === 'done')).toBe(true)
  })

  test('comes back from the check, and is found with other villages’ hands off it', async () => {
    const { problemId, caseId } = await enter({ title: '合同未报备' })
    await issue(caseId)
    await expect(read(problemId, 'neighbour')).rejects.toMatchObject({ code: 'not_found' })
    await mend(caseId)
    await as('county', 'returnCase', {
      caseId,
      step: 'verify',
      to: 'reply',
      reason: '现场仍未公开',
    })
    await told()
    expect(await read(problemId)).toMatchObject({ stage: 'reply', closedOn: null })
  })

  test('a town cannot issue in the county’s name, nor give itself a notice', async () => {
    await expect(enter({}, 'town')).rejects.toMatchObject({
      faults: [{ path: '$.issuer' }],
    })
    await expect(enter({ unitId: ids.townA, issuer: 'town' }, 'town')).rejects.toMatchObject({
      faults: [{ path: '$.issuer' }],
    })
    const own = await enter({ issuer: 'town', title: '镇里发现' }, 'station')
    const found = await as<{ process: { id: string } }>('town', 'readCase', { caseId: own.caseId })
    expect(found.process.id).toBe('problem-by-town')
  })
})

describe('the clock', () => {
  test('is moved on by an approved extension, whatever a refused one asked for', async () => {
    const { problemId, caseId } = await enter({ title: '延期' })
    await issue(caseId)
    const ask = (until: string) =>
      as<{ caseId: string }>('secretary', 'requestProblemExtension', {
        problemId,
        until,
        reason: '施工受降雪影响',
        done: '已清点',
      })
    const refused = await ask('2021-03-01')
    await expect(ask('2021-01-10')).rejects.toMatchObject({ code: 'conflict' })
    await sign('leader', refused.caseId, 'decide', {
      outcome: 'opposed',
      basis: 'guidance',
      basisText: '县督导办法',
      reason: '时间过长',
    })
    await told()
    expect((await read(problemId)).dueOn).toBe('2020-12-20')
    const granted = await ask('2021-01-10')
    await sign('leader', granted.caseId, 'decide', { basis: 'guidance', basisText: '县督导办法' })
    await told()
    const now = await read(problemId)
    expect(now.dueOn).toBe('2021-01-10')
    expect(now.events.filter(({ kind }) => kind === 'extended')).toHaveLength(1)
  })

  test('stands only with a reason, and by those who issued the notice', async () => {
    const { problemId, caseId } = await enter({ title: '暂停' })
    await issue(caseId)
    await expect(as('county', 'pauseProblem', { problemId, reason: '  ' })).rejects.toMatchObject({
      code: 'bad_input',
    })
    await expect(as('station', 'pauseProblem', { problemId, reason: '等' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await as('county', 'pauseProblem', { problemId, reason: '涉诉,待判决' })
    await setDay('2020-12-05')
    expect((await read(problemId)).paused).toBe(true)
    const { dueOn } = await as<{ dueOn: string }>('county', 'resumeProblem', {
      problemId,
      reason: '判决生效',
    })
    expect(dueOn).toBe('2020-12-25')
    await setDay('2020-11-30')
  })

  test('overdue rises by itself once, and proposes a plate when it drags on', async () => {
    const { problemId, caseId } = await enter({ title: '久拖', dueOn: '2020-12-01' })
    await issue(caseId)
    await setDay('2020-12-02')
    await morning()
    await morning()
    const late = await read(problemId)
    expect(late).toMatchObject({ overdue: true, daysLate: 1 })
    expect(late.events.filter(({ kind }) => kind === 'overdue')).toHaveLength(1)
    const proposals = () =>
      as<{ rows: { problemId: string; state: string; reason: string }[] }>(
        'county',
        'listListings',
        {},
      )
    expect((await proposals()).rows.map((row) => row.problemId)).not.toContain(problemId)
    await setDay('2020-12-16')
    await morning()
    await morning()
    const mine = (await proposals()).rows.filter((row) => row.problemId === problemId)
    expect(mine).toMatchObject([{ state: 'proposed', reason: '已超期 15 天,久拖未决' }])
    await setDay('2020-11-30')
  })
})

describe('reopening', () => {
  test('begins a new case with a new last day; the old case stays in the story', async () => {
    const { problemId, caseId } = await enter({ title: '反复' })
    await issue(caseId)
    await expect(
      as('county', 'reopenProblem', { problemId, reason: '又犯', dueOn: '2021-01-31' }),
    ).rejects.toMatchObject({ code: 'not_allowed_now' })
    await mend(caseId)
    await close(caseId)
    const again = await as<{ caseId: string }>('county', 'reopenProblem', {
      problemId,
      reason: '又犯',
      dueOn: '2021-01-31',
    })
    await told()
    expect(await read(problemId)).toMatchObject({
      stage: 'draft',
      closedOn: null,
      dueOn: '2021-01-31',
      reopened: 1,
      caseId: again.caseId,
    })
    expect((await read(problemId)).cases).toHaveLength(2)
  })
})

describe('listed supervision', () => {
  test('is approved by a leader, numbered, told of weekly, and taken off after another’s check', async () => {
    const { problemId, caseId } = await enter({ title: '资金未入账', severity: 'block' })
    await issue(caseId)
    await as('organisation', 'proposeListing', { problemId, reason: '性质严重' })
    const { caseId: plate } = await as<{ caseId: string }>('organisation', 'startListing', {
      problemId,
      leader: '县委副书记',
      dueOn: '2020-12-31',
    })
    const basis = { basis: 'guidance', basisText: '县督导办法' }
    await expect(
      as('secretary', 'writeListingWeek', { problemId, week: '2020-11-30', progress: '…' }),
    ).rejects.toMatchObject({ code: 'not_allowed_now' })
    await sign('leader', plate, 'approve', basis)
    await told()
    const listings = async () => {
      const { rows } = await as<{
        rows: { problemId: string; state: string; plate: string | null; missing: string[] }[]
      }>('county', 'listListings', { past: 'true' })
      return rows.find((row) => row.problemId === problemId)
    }
    expect(await listings()).toMatchObject({ state: 'listed', plate: '督办〔2020〕1号' })
    await setDay('2020-12-16')
    await as('secretary', 'writeListingWeek', { problemId, week: '2020-12-08', progress: '已追回' })
    expect((await listings())?.missing).toEqual(['2020-11-30'])
    await world.photo('town', plate, 'removal', 'result-photo')
    await sign('town', plate, 'removal', { values: { result: '已入账' } })
    await world.photo('county', plate, 'check', 'site-photo')
    await sign('county', plate, 'check', {
      values: { visitedOn: '2020-12-16', place: '村', found: '属实' },
    })
    await sign('leader', plate, 'remove', { values: { conclusion: '同意' } })
    await told()
    expect(await listings()).toMatchObject({ state: 'removed' })
    await setDay('2020-11-30')
  })
})

describe('papers', () => {
  test('the notice is a paper with serial and code, as PDF and Word; not before it is drafted', async () => {
    const { problemId, caseId } = await enter({ title: '打印' })
    const print = (kind: string, format: string) =>
      as<{ serial: string; content: string }>('county', 'printProblemPaper', {
        problemId,
        kind,
        format,
      })
    await expect(print('notice', 'pdf')).rejects.toMatchObject({ code: 'not_allowed_now' })
    await issue(caseId)
    const [pdf, docx] = [await print('notice', 'pdf'), await print('notice', 'docx')]
    expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(Buffer.from(docx.content, 'base64').subarray(0, 2).toString()).toBe('PK')
    expect(pdf.serial).not.toBe(docx.serial)
    await expect(print('reply', 'pdf')).rejects.toMatchObject({ code: 'not_allowed_now' })
    const list = await as<{ content: string }>('town', 'printProblemList', {
      unitId: ids.townA,
      format: 'pdf',
    })
    expect(Buffer.from(list.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })
})
