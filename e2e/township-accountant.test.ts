import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A day of the township's accountant: vouchers by the keyboard alone, another person's approval, the
 * month closed. Written in the small county; a book that is there already goes on where it stands.
 */

let browser: Browser
let town: Person
let county: Person
let coopId = ''
let unitId = ''
let month = ''

interface BookRow {
  readonly coopId: string
  readonly townId: string | null
  readonly year: number
  readonly closedThrough: number | null
}

async function send(person: Person, path: string, data: unknown): Promise<unknown> {
  const answer = await person.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  return (await answer.json()) as T
}

const bookOf = async (): Promise<BookRow | undefined> =>
  (await ask<{ rows: BookRow[] }>(town, `/books?unitId=${coopId}`)).rows[0]

/** A book with money in it, its opening confirmed, ready for the month that is typed into. */
async function readyBook(): Promise<void> {
  if ((await bookOf()) === undefined) {
    await send(town, '/books/open', {
      unitId: coopId,
      books: [{ coopId, openedPeriod: 202001, appliedEarly: true }],
    })
    await send(town, '/books/opening', {
      unitId: coopId,
      books: [
        {
          coopId,
          lines: [
            { account: '101', debit: '3000.00' },
            { account: '102', debit: '86000.00' },
            { account: '33202', credit: '89000.00' },
          ],
        },
      ],
    })
    for (let period = 202000; period <= 202010; period += 1) {
      await send(county, '/books/close', { unitId: coopId, period, coopIds: [coopId] })
    }
  }
  const left = await ask<{ rows: { id: string }[] }>(town, `/drafts?unitId=${coopId}&limit=500`)
  for (const draft of left.rows) {
    await send(town, `/cooperatives/${coopId}/drafts/discard`, {
      draftId: draft.id,
      reason: '演示草稿',
    })
  }
  const book = await bookOf()
  const period = (book?.closedThrough ?? 202010) + 1
  month = `${Math.floor(period / 100)}-${String(period % 100).padStart(2, '0')}`
}

beforeAll(async () => {
  browser = await openBrowser()
  town = await signIn(browser, sharedAddress(), { username: 'demo2-town' })
  county = await signIn(browser, sharedAddress(), { username: 'demo2-county' })
  const { rows } = await ask<{ rows: { id: string; town: { id: string } }[] }>(
    town,
    '/cooperatives?limit=50',
  )
  coopId = rows.at(-1)?.id ?? ''
  unitId = rows.at(-1)?.town.id ?? ''
  await readyBook()
})
afterAll(() => browser.close())

const main = (person: Person) => person.page.locator('main')

/** Types one text after the other, each ended by Enter: as fast as the hands go. */
async function keys(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('name') ?? null)

const at = (page: Page, name: string) => expect.poll(() => focused(page)).toBe(name)

/** Sends the voucher by the keyboard and waits until the desk is empty again. */
async function sendVoucher(page: Page, n: number): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.locator('.entry-sent').innerText()).toContain(`${n} 张`)
  await at(page, '0-summary')
}

describe('the voucher desk', () => {
  test('a voucher is typed from end to end without the mouse', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/entry`)
    await at(page, '0-summary')
    await page.keyboard.press('Control+Home')
    await at(page, 'on-date')
    await keys(page, `${month}-03`)
    await at(page, '0-summary')
    // By code, by initials, and the rest filled in.
    await keys(page, '提取备用金', '101')
    await at(page, '0-debit')
    await keys(page, '500')
    await at(page, '1-account')
    await keys(page, 'yhck')
    await at(page, '1-debit')
    await page.keyboard.type('=')
    await at(page, '1-credit')
    expect(await page.locator('[name="1-credit"]').inputValue()).toBe('500.00')
    await expect.poll(() => page.locator('.balance-pane').innerText()).toContain('→')
    await page.keyboard.press('Enter')
    await at(page, 'attachments')
    await keys(page, '1')
    await at(page, 'save-voucher')
    await town.settled('voucher-desk')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.entry-sent').innerText()).toContain('提取备用金')
    await at(page, '0-summary')
    expect(await page.locator('[name="on-date"]').inputValue()).toBe(`${month}-03`)
  })

  test('a new supplier is registered in passing, an item chosen, the last voucher copied', async () => {
    const { page } = town
    await keys(page, '赊购有机肥', '121')
    await at(page, '0-debit')
    await keys(page, '1760')
    await keys(page, '211')
    await at(page, '1-who')
    await keys(page, `示例供销部${month}`)
    await at(page, '1-debit')
    await page.keyboard.type('=')
    await expect.poll(() => page.locator('[name="1-who"]').inputValue()).toBe(`示例供销部${month}`)
    await sendVoucher(page, 2)

    await keys(page, '销售鲜姜', '102')
    await at(page, '0-debit')
    await keys(page, '8640')
    await keys(page, 'jysr')
    await at(page, '1-item')
    await keys(page, 'cpxs')
    await at(page, '1-debit')
    await page.keyboard.press('Space')
    await at(page, '1-credit')
    await sendVoucher(page, 3)

    await page.keyboard.press('F8')
    await expect.poll(() => page.locator('[name="1-credit"]').inputValue()).toBe('8640.00')
    await sendVoucher(page, 4)
  })

  test('a fault stands at its line, and nothing is sent', async () => {
    const { page } = town
    await keys(page, '付货款', '113')
    await at(page, '0-who')
    await page.keyboard.press('Enter')
    await at(page, '0-debit')
    await keys(page, '10')
    await keys(page, '102')
    await at(page, '1-debit')
    await page.keyboard.type('=')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.entry-notes').first().innerText()).toContain('113')
    await town.settled('voucher-desk-fault')
    // What was typed is there again after a reload.
    await page.reload()
    await expect.poll(() => page.locator('[name="0-summary"]').inputValue()).toBe('付货款')
    for (let row = 0; row < 5; row += 1) await page.keyboard.press('Control+Delete')
  })

  test('a template makes the lines, with the clause it follows', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/entry`)
    await at(page, '0-summary')
    await page.keyboard.press('Control+Home')
    await keys(page, `${month}-05`)
    await page.keyboard.press('F2')
    await at(page, 'template')
    await keys(page, 'xjcryh')
    await at(page, 'amount')
    await keys(page, '300')
    await at(page, 'into')
    await expect.poll(() => page.getByRole('dialog').innerText()).toContain('101 库存现金')
    await town.settled('voucher-template')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.locator('[name="0-debit"]').inputValue()).toBe('300.00')
    await expect.poll(() => page.locator('.entry-clause').innerText()).toContain('37号')
    await sendVoucher(page, 1)
  })

  test('the keyboard map is one key away', async () => {
    const { page } = town
    await page.keyboard.press('?')
    await expect.poll(() => page.getByRole('dialog').innerText()).toContain('填平衡金额')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

describe('approval', () => {
  test('the preparer cannot approve; another person does, by the keyboard', async () => {
    await town.go('/approvals')
    await expect.poll(() => main(town).innerText()).toContain('须由他人审核')
    await town.settled('approvals-own')

    await county.go(`/approvals?unitId=${coopId}`)
    await expect.poll(() => main(county).innerText()).toContain('提取备用金')
    await county.settled('approvals')
    await county.page.locator('tbody tr').first().focus()
    await county.page.keyboard.press('Control+a')
    await county.page.keyboard.press('Control+Enter')
    await expect.poll(() => main(county).innerText()).not.toContain('提取备用金')
  })

  test('the voucher stands in the books with both names and its hash', async () => {
    await town.go(`/books/${coopId}?search=${encodeURIComponent('提取备用金')}`)
    await town.page.locator('tbody tr').filter({ hasText: month }).first().press('Enter')
    await town.page.waitForURL(/\/vouchers\//)
    await town.page.locator('.voucher-paper').waitFor()
    await expect.poll(() => main(town).innerText()).toContain('凭证指纹')
    await town.settled('voucher')
    await town.go(`${new URL(town.page.url()).pathname}/print`)
    await town.settled('voucher-print')
  })
})

describe('closing', () => {
  test('the month is checked and closed', async () => {
    await county.go(`/books/${coopId}/periods`)
    await expect.poll(() => main(county).innerText()).toContain('结账检查')
    await county.settled('periods')
    await county.page.getByRole('button', { name: /^结.*账$/ }).press('Enter')
    await expect
      .poll(async () => (await bookOf())?.closedThrough)
      .toBe(Number(month.replace('-', '')))
  })

  test('the list of books says so, and is walked by the keyboard', async () => {
    await town.go(`/books?unitId=${unitId}`)
    await expect.poll(() => main(town).innerText()).toContain('套账中')
    await town.settled('books')
    await town.page.locator('tbody tr').first().focus()
    await town.page.keyboard.press('Enter')
    await town.page.waitForURL(/\/books\/[0-9a-f-]+$/)
  })

  test.each(['accounts', 'parties', 'opening', 'drafts'])('the %s page', async (place) => {
    await town.go(`/books/${coopId}/${place}`)
    await town.settled(`book-${place}`)
  })
})

describe('on a phone', () => {
  test.each(['/books', '/approvals', '/receipts'])('%s fits the screen', async (path) => {
    const phone = await signIn(browser, sharedAddress(), {
      username: 'demo2-town',
      viewport: PHONE,
    })
    await phone.go(path)
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await phone.settled(`phone${path.replace('/', '-')}`)
    await phone.leave()
  })
})
