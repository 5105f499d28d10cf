import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { openMailer } from '../../platform/mail.ts'
import { startMailServer } from '../../platform/mail-server-testing.ts'
import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { approvalsModule } from '../approvals/index.ts'
import { casesWorld, decision, trials } from '../approvals/testing.ts'
import { days } from '../approvals/data/processes/words.ts'
import { registryModule } from '../registry/index.ts'
import { messagesModule } from './index.ts'

/* What waits in a case reaches the people of the step, once; what has not reached them is printed or sent. */

const world = await casesWorld([registryModule, messagesModule])
const { units, as, at, refusal, db, house } = world
const { save, open, sign } = trials(world)
const settle = async (): Promise<void> => {
  while ((await deliverFacts(house.runtime, 1)) > 0) {
    // a reaction may leave new facts behind
  }
}

interface Notices {
  readonly unread: number
  readonly total: number
  readonly rows: readonly {
    readonly noticeId: string
    readonly text: { readonly zh: string }
    readonly link: string
    readonly read: boolean
  }[]
}
interface Messages {
  readonly total: number
  readonly counts: readonly { channel: string; state: string; messages: number }[]
  readonly rows: readonly {
    readonly messageId: string
    readonly recipient: string
    readonly channel: string
    readonly state: string
    readonly phone: string | null
    readonly mail: string | null
    readonly note: string
  }[]
}
interface File {
  readonly content: string
  readonly messages: number
}
const notices = (who: string) => as<Notices>(who, 'listNotices')
const messages = (who: string, filter: object = {}) => as<Messages>(who, 'listMessages', filter)
const about = async (who: string, caseId: string) =>
  (await notices(who)).rows.filter(({ link }) => link === `/cases/${caseId}`)

const PHONE = '13853912345'
const personId = randomUUID()

beforeAll(async () => {
  await world.account('农业农村局', 'county_agriculture', { unit: units.county })
  await world.account('镇书记', 'town_secretary', { unit: units.town })
  await world.account('村书记', 'village_secretary', { unit: units.village })
  await world.account('邻镇站长', 'town_station', { unit: units.otherTown })
  const { runtime } = house
  await db.owner.query(
    `INSERT INTO person (county_id, id, name, name_pinyin, name_initials, phone_sealed, phone_lookup, farmer,
       collective_member, public_office, created_at)
     VALUES (1, $1, '张站长', 'zhangzhanzhang', 'zzz', $2, $3, true, true, false, now())`,
    [
      personId,
      runtime.secrets.seal('person.phone', PHONE),
      runtime.secrets.lookup('person.phone', PHONE),
    ],
  )
  await world.account('站员1', 'town_station', { unit: units.town, personId })
  await world.account('站员2', 'town_station', { unit: units.town })
  await at('2026-03-02')
  await save([decision({ due: days(2, { working: true }), escalate: 'town_secretary' })])
})

describe('what waits in a case', () => {
  test('reaches everybody who may do it, once, and nobody who did it', async () => {
    const caseId = await open('集体入社')
    await settle()
    for (const who of ['站员1', '站员2']) {
      const told = await about(who, caseId)
      expect(told).toHaveLength(1)
      expect(told[0]?.text.zh).toMatch(
        /^〔2026〕\d+号“集体入社”的“审核”，请您办理，最迟 2026-03-04。$/,
      )
    }
    expect(await about('村书记', caseId)).toEqual([])
    expect(await about('邻镇站长', caseId)).toEqual([])
    // The same facts handed on once more, as after a crash.
    await db.owner.query(`UPDATE outbox SET done_at = NULL WHERE payload ->> 'caseId' = $1`, [
      caseId,
    ])
    await settle()
    expect(await about('站员1', caseId)).toHaveLength(1)
  })

  test('is not told of a step that was done meanwhile', async () => {
    const caseId = await open('已办')
    await sign('站员1', caseId)
    await settle()
    expect(await about('站员2', caseId)).toEqual([])
  })

  test('overdue: those of the step are told again, who stands above is told', async () => {
    const caseId = await open('拖着的事')
    await settle()
    await at('2026-03-05')
    const job = approvalsModule.daily.find(({ name }) => name === 'approvals.tell-overdue')
    if (job === undefined) throw new Error('no such job')
    const tell = () =>
      inCounty(world.database, 1, (tx) =>
        asJob(house.runtime, { tx, county: 1, name: job.name }, job.run),
      )
    await tell()
    await tell()
    await settle()
    expect(await about('站员1', caseId)).toHaveLength(2)
    const above = await about('镇书记', caseId)
    expect(above.map(({ text: { zh } }) => zh)).toEqual([expect.stringContaining('请督促')])
    await at('2026-03-02')
  })

  test('one’s own notices are read one by one or all, and nobody else’s', async () => {
    const before = await notices('站员2')
    expect(before.unread).toBeGreaterThan(1)
    const first = before.rows[0]?.noticeId
    const other = (await notices('站员1')).rows[0]?.noticeId
    await as('站员2', 'readNotices', { noticeIds: [first, other] })
    expect((await notices('站员2')).unread).toBe(before.unread - 1)
    expect((await notices('站员1')).rows[0]?.read).toBe(false)
    expect(await as('站员2', 'readNotices')).toEqual({ unread: 0 })
  })
})

describe('out of the product', () => {
  test('a telephone makes a short message, masked on the screen, clear in the list, sent once', async () => {
    const caseId = await open('发短信')
    await settle()
    const { rows } = await messages('站员1', { state: 'waiting', channel: 'sms' })
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map(({ phone }) => phone))).toEqual(new Set(['138****2345']))
    const file = await as<File>('站员1', 'exportMessages', { unitId: units.town })
    const csv = Buffer.from(file.content, 'base64').toString('utf8')
    expect(csv).toContain(`${PHONE},站员1,【沂水县】〔2026〕`)
    expect(csv).toContain('发短信')
    expect(file.messages).toBe(rows.length)
    expect(await about('站员1', caseId)).toHaveLength(1)
    const again = await refusal(as('站员1', 'exportMessages', { unitId: units.town }))
    expect(again.code).toBe('not_allowed_now')
    const { rows: trail } = await db.owner.query<{ text: string }>(
      `SELECT (to_jsonb(a))::text AS text FROM audit_event a WHERE verb = 'exportMessages'`,
    )
    expect(trail.length).toBeGreaterThan(0)
    expect(trail.some(({ text }) => text.includes(PHONE))).toBe(false)
    expect(JSON.stringify(await db.owner.query('SELECT * FROM message'))).not.toContain(PHONE)
  })

  test('without a telephone it is a paper, in both sizes, and its end is noted', async () => {
    await open('打通知')
    await settle()
    const waiting = await messages('站员1', { state: 'waiting', channel: 'print' })
    const ids = waiting.rows.map(({ messageId }) => messageId)
    expect(ids.length).toBeGreaterThan(0)
    const [first] = ids
    for (const size of ['a5', 'a4']) {
      const pdf = await as<File>('站员1', 'printMessages', {
        unitId: units.town,
        messageIds: [first],
        size,
      })
      expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    }
    const note = (state: string, note = '') =>
      as<{ messages: number }>('站员1', 'settleMessages', {
        unitId: units.town,
        messageIds: [first],
        state,
        note,
      })
    await note('failed', '外出未归')
    const failed = await messages('站员1', { state: 'failed' })
    expect(failed.rows.map(({ messageId, note: why }) => [messageId, why])).toEqual([
      [first, '外出未归'],
    ])
    await note('waiting')
    expect((await refusal(note('handed'))).code).toBe('not_allowed_now')
  })

  test('read in the product, nothing more goes out', async () => {
    const caseId = await open('已看到')
    await settle()
    const [told] = await about('站员2', caseId)
    await as('站员2', 'readNotices', { noticeIds: [told?.noticeId] })
    const { rows } = await messages('站员1', { state: 'read' })
    expect(rows.some(({ messageId }) => messageId === told?.noticeId)).toBe(true)
    const refused = await refusal(
      as('站员1', 'settleMessages', {
        unitId: units.town,
        messageIds: [told?.noticeId],
        state: 'waiting',
      }),
    )
    expect(refused.code).toBe('not_allowed_now')
  })

  test('done before it went out, it stays in the house', async () => {
    const caseId = await open('先办了')
    await settle()
    const ids = (await about('站员2', caseId)).map(({ noticeId }) => noticeId)
    await sign('站员1', caseId)
    const { rows } = await messages('站员1', { state: 'settled' })
    expect(rows.map(({ messageId }) => messageId)).toEqual(expect.arrayContaining(ids))
    expect(ids).toHaveLength(1)
  })

  test('another town neither sees nor prints them', async () => {
    await open('只给本镇')
    await settle()
    const { rows } = await messages('站员1', { state: 'waiting' })
    expect((await messages('邻镇站长')).total).toBe(0)
    const refused = await refusal(
      as('邻镇站长', 'printMessages', {
        unitId: units.otherTown,
        messageIds: [rows[0]?.messageId],
      }),
    )
    expect(refused.code).toBe('not_found')
    expect((await refusal(as('镇书记', 'listMessages'))).code).toBe('forbidden')
  })

  test('a number that is gone by then turns into a paper notice', async () => {
    await open('号码没了')
    await settle()
    const waiting = await messages('站员1', { state: 'waiting', channel: 'sms' })
    await db.owner.query(
      `UPDATE person SET phone_sealed = NULL, phone_lookup = NULL WHERE id = $1`,
      [personId],
    )
    const file = await as<File>('站员1', 'exportMessages', { unitId: units.town })
    expect(file.messages).toBe(0)
    const now = await messages('站员1', { state: 'waiting', channel: 'print' })
    const ids = new Set(now.rows.map(({ messageId }) => messageId))
    expect(waiting.rows.every(({ messageId }) => ids.has(messageId))).toBe(true)
  })
})

describe('by e-mail', () => {
  const round = async (): Promise<void> => {
    const [job] = messagesModule.daily
    if (job === undefined) throw new Error('no such job')
    await inCounty(world.database, 1, (tx) =>
      asJob(house.runtime, { tx, county: 1, name: job.name }, job.run),
    )
  }
  const ofCase = async (title: string) => {
    const caseId = await open(title)
    await settle()
    const ids = new Map<string, string>()
    for (const who of ['站员1', '站员2']) {
      ids.set(who, (await about(who, caseId))[0]?.noticeId ?? '')
    }
    return async (who: string) =>
      (await messages('镇站看', {})).rows.find(({ messageId }) => messageId === ids.get(who))
  }

  test('who gave an address is written to; a refused one goes another way at once', async () => {
    await world.account('镇站看', 'town_station', { unit: units.town })
    const server = await startMailServer('@gone.example')
    Object.assign(house.runtime, { mailer: openMailer(server.address, 'miaoqi@county.example') })
    const masked = await as('站员1', 'changeOwnMail', { mail: 'zhang@county.example' })
    expect(masked).toEqual({ mail: 'z****@county.example' })
    await as('站员2', 'changeOwnMail', { mail: 'li@gone.example' })
    const state = await ofCase('发邮件')
    expect(server.letters.map(({ to }) => to)).toEqual(['zhang@county.example'])
    expect(await state('站员1')).toMatchObject({
      channel: 'mail',
      state: 'sent',
      mail: 'z****@county.example',
    })
    expect(await state('站员2')).toMatchObject({
      channel: 'print',
      state: 'waiting',
      note: '邮件未送到(SMTP 550)',
    })
    await round()
    expect(server.letters).toHaveLength(1)
    await server.close()
  })

  test('what the server does not take waits a day, then goes another way', async () => {
    const state = await ofCase('连不上')
    expect(await state('站员1')).toMatchObject({ channel: 'mail', state: 'waiting' })
    await round()
    expect(await state('站员1')).toMatchObject({ channel: 'mail', state: 'waiting' })
    await at('2026-03-04')
    await round()
    expect(await state('站员1')).toMatchObject({
      channel: 'print',
      state: 'waiting',
      note: '邮件未送到(邮件服务器连不上)',
    })
    await at('2026-03-02')
  })

  test('the address stands in no message, no audit row and no kept answer in clear', async () => {
    const seen = await db.owner.query<{ text: string }>(
      `SELECT to_jsonb(a)::text AS text FROM audit_event a
       UNION ALL SELECT to_jsonb(m)::text FROM message m
       UNION ALL SELECT to_jsonb(o)::text FROM outbox o
       UNION ALL SELECT to_jsonb(c)::text FROM account c`,
    )
    expect(seen.rows.length).toBeGreaterThan(10)
    expect(seen.rows.filter(({ text }) => text.includes('zhang@'))).toEqual([])
  })

  test('taken away, messages come as before', async () => {
    await as('站员1', 'changeOwnMail', { mail: null })
    const state = await ofCase('不要邮件')
    expect(await state('站员1')).toMatchObject({ channel: 'print', mail: null })
    const wrong = await refusal(as('站员1', 'changeOwnMail', { mail: '张三' }))
    expect(wrong.code).toBe('bad_input')
  })
})
