import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * Spending at the limit: the books refuse the payment and show the way to ask for it; the accountant asks, the
 * council's minutes come, station and Party committee approve, and the payment is posted.
 */

let browser: Browser
let accountant: Person
let secretary: Person
let station: Person
let committee: Person
let coopId = ''

const PAYEE = `示例农资店${Date.now() % 100_000}`
const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64')

async function send<T>(person: Person, path: string, data: unknown): Promise<T> {
  const answer = await person.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  return (await answer.json()) as T
}

const payment = (requestId: string | null) => ({
  coopId,
  submit: true,
  voucher: {
    kind: 'payment',
    onDate: '2020-11-30',
    summary: `购化肥 ${PAYEE}`,
    attachments: 1,
    lines: [
      { account: '523', debit: '12000.00' },
      { account: '102', credit: '12000.00' },
    ],
    payment: { payee: PAYEE, requestId },
  },
})

const draft = async (requestId: string | null): Promise<string> =>
  (
    await send<{ draftId: string }>(
      accountant,
      `/cooperatives/${coopId}/drafts`,
      payment(requestId),
    )
  ).draftId

/** Looks for what was drafted in the queue of the station and puts the cursor on it. */
async function approveInQueue(): Promise<void> {
  const { page } = station
  await station.go('/approvals')
  await page.getByRole('checkbox', { name: new RegExp(PAYEE) }).check()
  await page
    .getByRole('button', { name: /审核过账|通过/ })
    .first()
    .click()
}

beforeAll(async () => {
  browser = await openBrowser()
  const address = sharedAddress()
  const person = (username: string) => signIn(browser, address, { username })
  accountant = await person('demo-accountant')
  secretary = await person('demo-village')
  station = await person('demo-town')
  committee = await person('demo-town-secretary')
  const me = await ask<{ grants: { unit: { id: string; kind: string } | null }[] }>(
    accountant,
    '/me',
  )
  coopId = me.grants.find(({ unit }) => unit?.kind === 'coop')?.unit?.id ?? ''
})

afterAll(() => browser?.close())

describe('spending of 12,000 yuan', () => {
  let requestId = ''
  let caseId = ''

  test('cannot be posted: the reason and the way to ask for it stand in the queue', async () => {
    await draft(null)
    await approveInQueue()
    const { page } = station
    await page.getByText('不能过账').waitFor()
    expect(await page.getByText(/单笔付款 12,000\.00 元/).count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: '申请支出审批' }).waitFor()
    await station.settled('spending-refused')
  })

  test('is asked for by the accountant, who sees the whole route before submitting', async () => {
    const { page } = accountant
    await accountant.go(`/spending/new?payee=${encodeURIComponent(PAYEE)}&amount=12000`)
    await page.getByLabel('用途').fill('秋季施肥购化肥')
    const route = page.locator('.route')
    // Three quotes are asked for; until they come, what is wrong stands at their place.
    await page.getByText('须有 3 家报价').first().waitFor()
    for (const [i, supplier] of [PAYEE, '乙农资店', '丙农资店'].entries()) {
      await page.getByLabel(`供应方 ${i + 1}`).fill(supplier)
      await page.getByLabel(new RegExp(`^报价.* ${i + 1}$`)).fill(`${12_000 + i * 100}`)
    }
    await page.getByLabel('选用').first().check()
    await route.waitFor()
    for (const organ of ['理事会', '乡镇经管站']) {
      expect(await route.getByText(organ).count(), organ).toBe(1)
    }
    await accountant.settled('spending-new')
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/已提交.编号/)
      .first()
      .waitFor()
    const { rows } = await ask<{ rows: { requestId: string; caseId: string; payee: string }[] }>(
      accountant,
      `/spending?search=${encodeURIComponent(PAYEE)}`,
    )
    requestId = rows[0]?.requestId ?? ''
    caseId = rows[0]?.caseId ?? ''
    expect(caseId).not.toBe('')
  })

  test('is decided by the council, looked into by the station, approved by the committee', async () => {
    await send(secretary, `/cases/${caseId}/papers`, {
      step: 'council',
      kind: 'minutes',
      name: '理事会会议记录.jpg',
      content: PHOTO,
    })
    await send(secretary, `/cases/${caseId}/sign`, {
      step: 'council',
      values: {
        heldOn: '2020-11-30',
        expected: 5,
        present: 5,
        agree: 5,
        decision: '同意购买化肥',
      },
    })
    for (const [who, step] of [
      [station, 'station'],
      [committee, 'party'],
    ] as const) {
      const basis = { basis: 'charter', basisText: '章程第二十条' }
      await send(who, `/cases/${caseId}/sign`, { step, ...basis })
    }
    await accountant.go(`/spending/${requestId}?coopId=${coopId}`)
    await accountant.page.getByText('可以付款').waitFor()
    await accountant.settled('spending-approved')
  })

  test('is then posted on that approval, and shows as paid', async () => {
    const old = await ask<{ rows: { id: string; summary: string }[] }>(
      station,
      `/drafts?unitId=${coopId}&status=submitted&limit=500`,
    )
    for (const { id, summary } of old.rows.filter((row) => row.summary.includes(PAYEE))) {
      await send(accountant, `/cooperatives/${coopId}/drafts/discard`, {
        draftId: id,
        reason: `${summary}:改为注明审批`,
      })
    }
    await draft(requestId)
    await approveInQueue()
    await station.page
      .getByText(/已审核过账/)
      .first()
      .waitFor()
    await accountant.go(`/spending/${requestId}?coopId=${coopId}`)
    await accountant.page.getByRole('link', { name: '凭证' }).waitFor()
    expect(await accountant.page.getByText('12,000.00').count()).toBeGreaterThan(0)
  })

  test('is printed as a numbered paper, and the signed sheet comes back with its number', async () => {
    const { page } = accountant
    await accountant.go(`/spending/${requestId}?coopId=${coopId}`)
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: '打印 支出审批单 PDF' }).click()
    expect((await coming).suggestedFilename()).toBe('支出审批单.pdf')
    await page.getByLabel('拍照或选择文件').setInputFiles({
      name: '签字.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(PHOTO, 'base64'),
    })
    await page.getByLabel('表上编号').fill('表〔2020〕1号')
    await page.getByRole('button', { name: '传回', exact: true }).click()
    await page.getByRole('link', { name: /表〔2020〕1号 签字/ }).waitFor()
    await accountant.settled('spending-papers')
  })

  test('is in the list, on the page of the co-op, and on the telephone', async () => {
    await station.go('/spending')
    await station.page.getByText(PAYEE).first().waitFor()
    await station.settled('spending-list')
    await station.go(`/coops/${coopId}?tab=spending`)
    await station.page.getByText(PAYEE).first().waitFor()
    await station.settled('spending-coop-tab')
    const phone = await signIn(browser, sharedAddress(), {
      username: 'demo-village',
      viewport: PHONE,
    })
    await phone.go('/spending/new')
    await phone.settled('spending-phone')
    await phone.leave()
  })
})

describe('the matrix of limits', () => {
  test('is read by everybody, and a gap is shown at its row while the county changes it', async () => {
    const county = await signIn(browser, sharedAddress(), { username: 'demo-county' })
    const { page } = county
    await county.go('/limits')
    await county.settled('limits')
    await page.getByRole('button', { name: '修改' }).click()
    await page
      .getByText(/没有空档/)
      .first()
      .waitFor()
    await page.getByLabel(/^起点.* 2$/).fill('6000')
    await page
      .getByText(/没有决策机构/)
      .first()
      .waitFor()
    await county.settled('limits-gap')
    await county.leave()
  })
})
