import { randomUUID } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE, visit } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { type MovedProduct, startMoved } from './product.ts'

/*
 * The day of an assembly: twenty members, called fifteen days before, in the room and on their phones. Twelve vote
 * on paper that two persons count, five by phone; three stay away. It is carried, minuted and resolved.
 *
 * The product of this file is its own, because its clock is moved.
 */

const MEMBERS = 20
const ON_PAPER = 12
const BY_PHONE = 5
const PASSWORD = 'Yishui-assembly-58'
const RUN = randomUUID().slice(0, 6)

let browser: Browser
let product: MovedProduct
let address = ''
let coopId = ''
let meetingId = ''
let desk: Person

/** Fifteen days go by; everybody has to sign in again, as people do on another day. */
async function fifteenDaysLater(): Promise<void> {
  product.fifteenDaysLater()
  await desk.leave()
  desk = await signIn(browser, address, { username: 'demo-county' })
}

async function send<T = unknown>(person: Person, path: string, data: unknown): Promise<T> {
  const answer = await person.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

interface Holder {
  readonly holderId: string
  readonly memberNumber: string
  readonly personId: string | null
  readonly name: string
}

let people: readonly Holder[] = []

/** A co-op with exactly twenty members. */
async function twentyMembers(): Promise<void> {
  const { registers } = await ask<{
    registers: { coopId: string; totals: { members: number } }[]
  }>(desk, '/registers?limit=500')
  coopId = registers.find(({ totals }) => totals.members === MEMBERS)?.coopId ?? ''
  expect(coopId, 'a co-op with twenty members').not.toBe('')
  people = (await ask<{ rows: Holder[] }>(desk, `/cooperatives/${coopId}/register`)).rows
}

/** Five members get an account for the phone, and the supervisors one to count with. */
async function accounts(): Promise<void> {
  const admin = await signIn(browser, address, { username: 'demo-admin' })
  const security = await signIn(browser, address, { username: 'demo-security' })
  const voters = people.filter(({ personId }) => personId !== null).slice(-BY_PHONE)
  const named = (i: number) => ({
    username: `voter-${RUN}-${i}`,
    displayName: `voter-${i}`,
    password: `${PASSWORD}-first`,
  })
  const made = await send<{ accounts: { id: string }[] }>(admin, '/accounts', {
    accounts: [
      ...voters.map(({ personId }, i) => ({ ...named(i), personId })),
      { ...named(BY_PHONE), displayName: '监事' },
    ],
  })
  await send(security, '/accounts/grants', {
    grants: made.accounts.map(({ id }, i) =>
      i < BY_PHONE
        ? { accountId: id, role: 'member' }
        : { accountId: id, role: 'supervisory_board', unitId: coopId },
    ),
  })
  await admin.leave()
  await security.leave()
  for (let i = 0; i <= BY_PHONE; i++) await ownPassword(i)
}

/** Each voter sets a password of their own, days before the meeting. */
async function ownPassword(i: number): Promise<void> {
  const { page, context } = await visit(browser, address, PHONE)
  const post = async (path: string, data: object): Promise<void> => {
    const answer = await page.request.post(`/api${path}`, {
      data,
      headers: { 'idempotency-key': randomUUID() },
    })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  }
  const first = `${PASSWORD}-first`
  await post('/sign-in', { username: `voter-${RUN}-${i}`, password: first })
  await post('/me/password', { password: first, newPassword: `${PASSWORD}-${i}` })
  await context.close()
}

beforeAll(async () => {
  browser = await openBrowser()
  product = await startMoved('assembly')
  address = product.address
  desk = await signIn(browser, address, { username: 'demo-county' })
  await twentyMembers()
}, 300_000)

afterAll(async () => {
  await desk.leave()
  await browser.close()
  await product?.stop()
}, 60_000)

const button = (name: string) => desk.page.getByRole('button', { name, exact: true })
const inDialog = (name: string) =>
  desk.page.getByRole('dialog').getByRole('button', { name, exact: true })
const dialogGone = () => desk.page.getByRole('dialog').waitFor({ state: 'detached' })

describe('an assembly', () => {
  test('is drafted with its agenda, and may not be held too soon', async () => {
    const { page } = desk
    await accounts()
    await desk.go(`/coops/${coopId}?tab=people`)
    await button('拟订会议').click()
    await page.getByLabel('地点').fill('村委会议室')
    await inDialog('拟订会议').click()
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}/)
    meetingId = /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    await button('改议题').click()
    await page.getByRole('button', { name: '再加一项' }).click()
    await page.getByLabel('事项').selectOption({ label: '重大财产处置' })
    await page.getByRole('textbox', { name: '议题' }).fill('处置旧冷库')
    await page.getByLabel('无记名表决').check()
    await inDialog('存为议题').click()
    await dialogGone()
    await page.getByText('处置旧冷库').first().waitFor()
    await desk.settled('assembly-draft')
  })

  test('goes to the town, and notice is given', async () => {
    await button('报乡镇征求意见').click()
    await inDialog('报乡镇征求意见').click()
    await dialogGone()
    await button('发出通知').click()
    await desk.page.getByLabel(/^理由/).fill('乡镇意见在办')
    await inDialog('发出通知').click()
    await dialogGone()
    await desk.page.getByText(/已于 2020-11-30 通知/).waitFor()
    await desk.settled('assembly-notified')
    for (const paper of ['notice', 'sign-in']) {
      const file = await desk.page.request.get(`/api/meetings/${meetingId}/print/${paper}`)
      expect((await file.body()).subarray(0, 4).toString('latin1')).toBe('%PDF')
    }
  })

  test('opens on its day, members sign in at the desk, the screen counts heads', async () => {
    await fifteenDaysLater()
    await desk.go(`/meetings/${meetingId}`)
    await button('开始签到').click()
    await inDialog('开始签到').click()
    await dialogGone()
    await desk.go(`/meetings/${meetingId}?tab=roll`)
    for (const { memberNumber } of people.slice(0, ON_PAPER)) {
      await desk.page
        .getByRole('row')
        .filter({ has: desk.page.getByRole('cell', { name: memberNumber, exact: true }) })
        .getByRole('checkbox')
        .check()
    }
    await button('选中的签到').click()
    await desk.page.getByText(`实到 ${ON_PAPER} 人`).waitFor()
    await desk.settled('assembly-roll')
    await desk.go(`/meetings/${meetingId}/live`)
    await desk.page.getByText(/还差 \d+ 人/).waitFor()
    await desk.settled('assembly-live-short')
  })

  test('five come with their phones, and vote in two taps', async () => {
    const meeting = await ask<{ entryCode: string; agenda: { matterId: string }[] }>(
      desk,
      `/meetings/${meetingId}`,
    )
    const matterId = meeting.agenda[0]?.matterId ?? ''
    const voters: Person[] = []
    for (let i = 0; i < BY_PHONE; i++) {
      const voter = await signIn(browser, address, {
        username: `voter-${RUN}-${i}`,
        password: `${PASSWORD}-${i}`,
        viewport: PHONE,
        door: `/m/meetings/${meetingId}?code=${meeting.entryCode}`,
      })
      await voter.page.getByRole('button', { name: '签到' }).click()
      await voter.page.getByText('您已签到').waitFor()
      voters.push(voter)
    }
    await desk.go(`/meetings/${meetingId}?tab=votes`)
    await button('印选票号').click()
    await inDialog('印选票号').click()
    await dialogGone()
    await button('开始表决').click()
    await button('结束表决').waitFor()
    for (const [i, { page, settled }] of voters.entries()) {
      await page.reload()
      await page.getByRole('button', { name: i === 4 ? '反对' : '同意', exact: true }).click()
      if (i === 0) await settled('phone-vote')
      await page.getByRole('button', { name: '投出' }).click()
      await page.getByText('您已投票').waitFor()
    }
    await voters[0]?.settled('phone-voted')
    for (const voter of voters) await voter.leave()
    await send(desk, `/meetings/${meetingId}/ballots/hand-out`, {
      matterId,
      holderIds: people.slice(0, ON_PAPER).map(({ holderId }) => holderId),
    })
    await desk.go(`/meetings/${meetingId}/live`)
    await desk.page.getByText(/无记名表决,宣布前不显示票数|无记名表决，宣布前不显示票数/).waitFor()
    await desk.settled('assembly-live-voting')
  })

  test('the paper ballots are counted twice by two persons, and the result is declared', async () => {
    const ballots = await desk.page.request.get(
      `/api/meetings/${meetingId}/print/ballots?matterId=${await matter()}`,
    )
    const codes = codesOn(await ballots.body()).slice(0, ON_PAPER)
    expect(new Set(codes).size).toBe(ON_PAPER)
    await desk.go(`/meetings/${meetingId}?tab=votes`)
    await button('结束表决').click()
    await button('录入计票').click()
    const field = desk.page.getByLabel('选票号')
    for (const [i, code] of codes.entries()) {
      await field.fill(code)
      await field.press(i < 10 ? '1' : '2')
    }
    await desk.page.getByText(`已录 ${ON_PAPER} 张`).waitFor()
    await desk.settled('assembly-count')
    await inDialog('交计票结果').click()
    await dialogGone()
    const board = await signIn(browser, address, {
      username: `voter-${RUN}-${BY_PHONE}`,
      password: `${PASSWORD}-${BY_PHONE}`,
    })
    await board.go(`/meetings/${meetingId}?tab=votes`)
    await board.page.getByText('已计票').waitFor()
    await board.page.getByRole('button', { name: '录入计票' }).click()
    for (const [i, code] of codes.entries()) {
      await board.page.getByLabel('选票号').fill(code)
      await board.page.getByLabel('选票号').press(i < 10 ? '1' : '2')
    }
    await board.page.getByRole('button', { name: '交计票结果' }).click()
    await board.page.getByText('两次计票一致').waitFor()
    await board.leave()
    await desk.page.reload()
    await desk.page.getByText('两次计票一致').waitFor()
    await button('宣布结果').click()
    await inDialog('宣布结果').click()
    await desk.page.getByText(/决议 2020年第1号/).waitFor()
    const { agenda } = await ask<{ agenda: { resolution: object }[] }>(
      desk,
      `/meetings/${meetingId}`,
    )
    expect(agenda[0]?.resolution).toMatchObject({ carried: true, yes: 14, no: 3, present: 17 })
    await desk.settled('assembly-result')
    await desk.go(`/meetings/${meetingId}/live`)
    await desk.settled('assembly-live-result')
  })

  test('minutes and resolution are written, and the meeting is closed', async () => {
    await desk.go(`/meetings/${meetingId}?tab=papers`)
    await desk.page.getByLabel('主持人').fill('张三')
    await desk.page.getByLabel('记录人').fill('李四')
    await desk.page.getByLabel('发言和其他记录').fill('王五问旧冷库的评估价。')
    await button('存记录').click()
    await desk.page.waitForLoadState('networkidle')
    await button('散会').click()
    await inDialog('散会').click()
    await dialogGone()
    await desk.page.getByText(/已散会.实到 17/).waitFor()
    for (const [paper, format, magic] of [
      ['minutes', 'pdf', '%PDF'],
      ['minutes', 'docx', 'PK\u0003\u0004'],
      ['resolution', 'pdf', '%PDF'],
      ['counting', 'pdf', '%PDF'],
    ] as const) {
      const file = await desk.page.request.get(
        `/api/meetings/${meetingId}/print/${paper}?format=${format}&matterId=${await matter()}`,
      )
      expect((await file.body()).subarray(0, 4).toString('latin1'), paper).toBe(magic)
    }
    await desk.go(`/meetings?tab=resolutions`)
    await desk.page.getByText('处置旧冷库').waitFor()
    await desk.settled('assembly-resolutions')
  })

  test('nobody is shown who voted what', async () => {
    const roll = await ask<object>(desk, `/meetings/${meetingId}/roll`)
    const meeting = await ask<object>(desk, `/meetings/${meetingId}`)
    expect(JSON.stringify(roll)).not.toMatch(/"(yes|no|abstain|choice)"/)
    expect(JSON.stringify(meeting)).not.toContain('"choice"')
  })
})

/** The codes that stand on printed ballots, read as a person would read them: from the paper. */
function codesOn(pdf: Buffer): string[] {
  const streams = Array.from(
    pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g),
    ([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
      } catch {
        return ''
      }
    },
  )
  const fonts = streams
    .filter((stream) => stream.includes('beginbfrange'))
    .map((map) =>
      Array.from(map.matchAll(/\[([^\]]*)\]/g), ([, list = '']) => list)
        .flatMap((list) => list.match(/<[0-9a-f]*>/g) ?? [])
        .map((hex) => String.fromCodePoint(Number.parseInt(hex.slice(1, 5), 16) || 0)),
    )
  const texts = streams
    .flatMap((stream) => stream.match(/\[[^\]]*\] TJ/g) ?? [])
    .map((shown) => (shown.match(/<([0-9a-f]+)>/g) ?? []).map((hex) => hex.slice(1, -1)).join(''))
  return fonts.flatMap((font) =>
    texts.flatMap((hex) => {
      const text = (hex.match(/.{4}/g) ?? [])
        .map((glyph) => font[Number.parseInt(glyph, 16)] ?? '')
        .join('')
      return /^[2-9A-Z]{3}-[2-9A-Z]{4}$/.test(text) ? [text] : []
    }),
  )
}

async function matter(): Promise<string> {
  const { agenda } = await ask<{ agenda: { matterId: string }[] }>(desk, `/meetings/${meetingId}`)
  return agenda[0]?.matterId ?? ''
}
