import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/* A figure of the county followed down to the voucher that made it: town, co-op, account, voucher. */

const PERIOD = '2020-10'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await makeBooks()
})
afterAll(() => browser.close())

const read = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(`/api${path}`)).json()) as T

async function write(page: Page, path: string, data: object): Promise<void> {
  const headers = { 'idempotency-key': `${path}${JSON.stringify(data)}`.slice(0, 180) }
  const answer = await page.request.post(`/api${path}`, { data, headers })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** A demo county without books of the month gets some, by its agriculture desk and through the verbs. */
async function makeBooks(): Promise<void> {
  const { page, leave } = await signIn(browser, sharedAddress(), { username: 'demo-county' })
  const me = await read<{ grants: { unit: { id: string } }[] }>(page, '/me')
  const county = me.grants[0]?.unit.id ?? ''
  const query = `period=${PERIOD}&basis=current`
  const whole = await read<{ included: number }>(page, `/units/${county}/roll-up/01?${query}`)
  if (whole.included === 0) {
    const { rows } = await read<{ rows: { id: string }[] }>(page, '/cooperatives?limit=1')
    const coopId = rows[0]?.id ?? ''
    await write(page, '/books/open', {
      unitId: county,
      books: [{ coopId, openedPeriod: 202_001, appliedEarly: true }],
    })
    await write(page, '/books/vouchers/import', {
      unitId: county,
      source: '旧账',
      vouchers: [
        {
          coopId,
          onDate: '2020-03-10',
          summary: '销售生姜',
          preparedBy: '会计',
          approvedBy: '主管',
          lines: [
            { account: '102', debit: '8000' },
            { account: '501', credit: '8000', item: 'sales' },
          ],
        },
      ],
    })
  }
  await leave()
}

/** Clicks what stands first and waits until the address has changed to what it should be. */
async function follow(page: Page, selector: string, address: RegExp): Promise<void> {
  await page.locator(selector).first().click()
  await page.waitForURL(address)
}

/** From the county's cash to one voucher, a click a step. */
async function trace(person: Person, mark: string): Promise<void> {
  const { page } = person
  await person.go(`/roll-up?period=${PERIOD}&basis=current&row=1`)
  expect(await page.locator('.sentence').innerText()).toContain('已汇总')
  await person.settled(`trace-county${mark}`)

  await follow(page, '.roll-up-parts .money-bars a', /roll-up\?.*unitId=/)
  await page.locator('.trail').waitFor()
  await person.settled(`trace-town${mark}`)

  await follow(page, '.roll-up-parts .money-bars a', /\/books\/[^/]+\/statements\?/)
  const cash = page.getByRole('row', { name: /^货币资金/ })
  await cash.waitFor()
  await expect.poll(() => cash.getAttribute('class')).toContain('row-here')
  await person.settled(`trace-coop${mark}`)

  await cash.getByRole('link').first().click()
  await page.waitForURL(/accounts=101/)
  await page.getByRole('link', { name: '银行存款' }).waitFor()
  await person.settled(`trace-accounts${mark}`)

  await page.getByRole('link', { name: '银行存款' }).first().click()
  await page.waitForURL(/\/ledger\?.*account=102/)
  const voucher = page.locator('.ledger-table tbody tr:not(.row-total) a').first()
  await voucher.waitFor()
  await person.settled(`trace-ledger${mark}`)
  const label = await voucher.innerText()

  await voucher.click()
  await page.waitForURL(/\/vouchers\//)
  await expect.poll(() => page.locator('h1').innerText()).toBe(label)
  await person.settled(`trace-voucher${mark}`)
}

test('an auditor follows a figure of the county down to its voucher', async () => {
  const person = await signIn(browser, sharedAddress(), { username: 'demo-auditor' })
  await trace(person, '')
  const unit = await person.page.request.get('/api/tie-outs?period=2020-10')
  expect(await unit.json()).toHaveProperty('sentence')
  for (const [path, name] of [
    ['/income?period=2020-10', 'income'],
    ['/village-income', 'village-income'],
    ['/tie-outs?period=2020-10', 'tie-outs'],
  ] as const) {
    await person.go(path)
    await person.settled(name)
  }
  await person.leave()
})

test('the same on a phone', async () => {
  const person = await signIn(browser, sharedAddress(), {
    username: 'demo-auditor',
    viewport: PHONE,
  })
  await trace(person, '-phone')
  await person.leave()
})

test('what is downloaded is the paper itself', async () => {
  const person = await signIn(browser, sharedAddress(), { username: 'demo-auditor' })
  const { page } = person
  await person.go(`/roll-up?period=${PERIOD}&basis=current`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/资产负债表.*\.pdf$/)
  await person.leave()
})
