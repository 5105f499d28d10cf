import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A day of member trade: ten deliveries by the keyboard alone, a platform's settlement divided to the fen, the
 * month posted in one act; then a file of vouchers with one fault, mended and taken whole.
 */

const MONTH = '2020-11'
const PERIOD = 202_011

let browser: Browser
let town: Person
let coopId = ''
let members: readonly { memberNumber: string; name: string }[] = []
/** A product of this run alone, so that the day can be repeated. */
const mark = randomUUID().slice(0, 4)
const product = `测试大姜${mark}`

interface BookRow {
  readonly coopId: string
  readonly closedThrough: number | null
}

async function send<T>(path: string, data: unknown): Promise<T> {
  const answer = await town.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function ask<T>(path: string): Promise<T> {
  const answer = await town.page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A co-op of the town whose November is open, with members enough for ten rows. */
async function chooseCoop(): Promise<void> {
  const { rows } = await ask<{ rows: BookRow[] }>('/books?limit=500')
  for (const book of rows
    .toReversed()
    .filter(({ closedThrough }) => closedThrough === PERIOD - 1)) {
    const register = await ask<{
      rows: { memberNumber: string; name: string; class: string; joinedOn: string }[]
    }>(`/cooperatives/${book.coopId}/register`)
    const people = register.rows.filter((row) => row.joinedOn < `${MONTH}-01`)
    if (people.length < 10) continue
    coopId = book.coopId
    members = people.slice(0, 10)
    return
  }
  throw new Error('no co-op of the town has ten members and an open November')
}

beforeAll(async () => {
  browser = await openBrowser()
  town = await signIn(browser, sharedAddress(), { username: 'demo-town' })
  await chooseCoop()
  await send(`/cooperatives/${coopId}/trade-products`, {
    products: [{ name: product, unit: 'kg', validFrom: '2020-01-01', price: '3.2' }],
  })
}, 120_000)

afterAll(async () => {
  await town.leave()
  await browser.close()
})

const main = () => town.page.locator('main')

async function keys(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

const at = (page: Page, name: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name') ?? null))
    .toBe(name)

describe('ten deliveries at the desk', () => {
  test('are typed from end to end without the mouse; the amount is there at once', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/trade`)
    await at(page, '0-who')
    await page.keyboard.press('Control+Home')
    await at(page, 'on-date')
    await keys(page, `${MONTH}-12`)
    await at(page, '0-who')
    // The first row names its product; the rows below carry it on.
    await keys(page, members[0]?.memberNumber ?? '')
    await at(page, '0-product')
    await keys(page, product)
    await at(page, '0-quantity')
    await keys(page, '52.5+48')
    await at(page, '1-who')
    expect(await page.locator('[name="0-amount"]').getAttribute('placeholder')).toBe('321.60')
    for (const [i, member] of members.slice(1).entries()) {
      await keys(page, member.memberNumber)
      await at(page, `${i + 1}-quantity`)
      await keys(page, String(100 + i))
      await at(page, `${i + 2}-who`)
    }
    await expect.poll(() => page.locator('.trade-grid tfoot').innerText()).toContain('合计 10 笔')
    await town.settled('trade-entry')
  })

  test('a row that fits nobody is said at its place, and nothing is recorded', async () => {
    const { page } = town
    await keys(page, '无此人')
    await at(page, '10-quantity')
    await page.keyboard.type('5')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => page.locator('.entry-notes').first().innerText())
      .toContain('不是本社成员')
    await town.settled('trade-entry-fault')
    await page.keyboard.press('Control+Delete')
    await at(page, '9-who')
  })

  test('are recorded by one key, and lead to their slips', async () => {
    const { page } = town
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.entry-sent').innerText()).toContain('已登记 10 笔')
    await at(page, '0-who')
    await page.locator('.entry-sent').getByText('打印单据').click()
    await page.waitForURL(/\/trade\/print/)
    await expect.poll(() => page.locator('.slip').count()).toBe(10)
    await expect.poll(() => page.locator('.paper').innerText()).toContain('叁佰贰拾壹元陆角整')
    await town.settled('trade-slips')
  })

  test('a block of a spreadsheet is pasted in; wrong entries are taken back with a reason', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/trade`)
    await at(page, '0-who')
    const rows = members.slice(0, 2).map(({ memberNumber }) => `${memberNumber}\t${product}\t1,000`)
    await page.evaluate(
      (block) => {
        const data = new DataTransfer()
        data.setData('text', block)
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
      },
      ['成员编号\t产品\t数量', ...rows].join('\n'),
    )
    await expect.poll(() => page.locator('[name="1-quantity"]').inputValue()).toBe('1000')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.entry-sent').innerText()).toContain('已登记 2 笔')
    await page.locator('.entry-sent').getByText('看台账').click()
    await expect.poll(() => main().innerText()).toContain('未记账')
    await page.locator('tbody tr').first().focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: /^冲销/ }).click()
    await page.getByLabel('理由').fill('粘错了')
    await town.settled('trade-reverse')
    await page.getByRole('dialog').getByRole('button', { name: '冲销', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => main().innerText()).toContain('已被冲销')
    await town.settled('trade-list')
  })
})

describe('goods sold on a platform', () => {
  test('wait for their settlement, which is divided exactly', async () => {
    const { page } = town
    await send(`/cooperatives/${coopId}/trades`, {
      rows: members.slice(0, 3).map(({ memberNumber }) => ({
        kind: 'agency_sale',
        pending: true,
        on: `${MONTH}-13`,
        product,
        memberNumber,
        quantity: '100',
      })),
    })
    await town.go(`/books/${coopId}/trade?tab=settlements`)
    await page.getByText('登记结算单').first().click()
    await page.getByLabel('平台', { exact: true }).fill('某平台')
    await page.getByLabel('结算单号').fill(`S-${mark}`)
    await page.getByLabel('销售额(元)').or(page.getByLabel('销售额（元）')).fill('1050')
    await page.getByLabel(/^平台扣费.元/).fill('50')
    for (const member of members.slice(0, 3)) {
      const row = page.locator('tbody tr').filter({ hasText: product })
      await row.filter({ hasText: member.memberNumber }).getByRole('checkbox').check()
    }
    await expect.poll(() => main().innerText()).toContain('333.333333')
    await expect.poll(() => main().innerText()).toContain('333.34')
    await town.settled('trade-settlement-new')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/settlement=/)
    await expect.poll(() => main().innerText()).toContain('相等')
    expect(await main().innerText()).toContain('+1 分')
    await town.settled('trade-settlement')
  })
})

describe('the month', () => {
  test('is looked at as vouchers, then posted in one act', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/trade?tab=post&period=${PERIOD}`)
    await expect.poll(() => main().innerText()).toContain(`收购成员产品 ${product} 10笔`)
    await expect.poll(() => main().innerText()).toContain('成员往来')
    await town.settled('trade-post-preview')
    await page.getByRole('button', { name: /^记账/ }).click()
    await expect.poll(() => main().innerText()).toContain('已记账')
    await town.settled('trade-posted')
    await page.getByRole('link', { name: `收购成员产品 ${product} 10笔` }).click()
    await page.locator('.voucher-paper').waitFor()
    expect(await page.locator('.voucher-paper').innerText()).toContain('114')
  })

  test('the entries say that they are in the books; each member’s total leads to them', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/trade?tab=members`)
    await town.settled('trade-members')
    await page.locator('tbody tr').first().getByRole('link').click()
    await page.waitForURL(/memberId=/)
    await expect.poll(() => main().innerText()).toContain('已记账')
  })

  test.each(['orders', 'products'])('the %s', async (tab) => {
    await town.go(`/books/${coopId}/trade?tab=${tab}`)
    await town.settled(`trade-${tab}`)
  })
})

test('an order with a price for each grade is recorded', async () => {
  const { page } = town
  await send('/books/parties', {
    unitId: coopId,
    parties: [{ coopId, kind: 'counterparty', name: `测试收购商${mark}` }],
  })
  await town.go(`/books/${coopId}/trade?tab=orders`)
  await page.getByRole('button', { name: '登记订单合同' }).click()
  await page.getByLabel('合同编号').fill(`HT-${mark}`)
  await page.getByLabel('买方').selectOption({ label: `测试收购商${mark}` })
  await page.getByRole('dialog').getByLabel('产品').selectOption({ label: product })
  await page.getByLabel(/^数量/).fill('5000')
  await page.getByLabel('质量要求').fill('单块 150 克以上')
  await page.getByLabel('交货期限').fill('2020-12-31')
  await page.getByText('按等级加减价').click()
  await page.getByLabel(/^基准价/).fill('3')
  await page.getByLabel('第 1 个等级', { exact: true }).fill('一级')
  await page.getByLabel('第 1 个等级的加减价').fill('0.5')
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('可以登记')
  await town.settled('trade-order')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => main().innerText()).toContain('3 （一级 +0.5）')
})

describe('a file of vouchers', () => {
  const HEAD = '日期,凭证字,凭证号,摘要,科目编码,借方金额,贷方金额,附件数'
  const file = (account: string) => ({
    name: '凭证.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        HEAD,
        `${MONTH}-14,记,1,测试提现${mark},101,500,,1`,
        ',,,,102,,500,',
        `${MONTH}-15,记,2,测试办公${mark},${account},80,,1`,
        ',,,,101,,80,',
      ].join('\n'),
    ),
  })

  test('with a fault is not taken; the place is said', async () => {
    const { page } = town
    await town.go(`/books/${coopId}/files`)
    await page.getByLabel(/^凭证表/).setInputFiles(file('999'))
    await expect.poll(() => main().innerText()).toContain('有 1 处错误')
    await expect.poll(() => main().innerText()).toContain('第 4 行 E 列')
    expect(await page.getByRole('button', { name: /^导入 / }).count()).toBe(0)
    await town.settled('files-fault')
  })

  test('mended, is taken whole and waits for approval', async () => {
    const { page } = town
    await page.getByLabel(/^凭证表/).setInputFiles(file('523'))
    await expect.poll(() => main().innerText()).toContain('没有错误')
    await town.settled('files-right')
    await page.getByRole('button', { name: '导入 2 张凭证' }).click()
    await expect.poll(() => main().innerText()).toContain('已导入 2 张凭证')
    await town.go(`/books/${coopId}/drafts`)
    await expect.poll(() => main().innerText()).toContain(`测试办公${mark}`)
    // The place is left as it was found.
    const drafts = await ask<{ rows: { id: string; summary: string }[] }>(
      `/drafts?unitId=${coopId}&limit=500`,
    )
    for (const { id } of drafts.rows.filter(({ summary }) => summary.endsWith(mark))) {
      await send(`/cooperatives/${coopId}/drafts/discard`, { draftId: id, reason: '测试' })
    }
  })
})

test('the balance of the member on the line is shown while a voucher is typed', async () => {
  const { page } = town
  await town.go(`/books/${coopId}/entry`)
  await at(page, '0-summary')
  await keys(page, '付社员货款', '114')
  await at(page, '0-who')
  await keys(page, members[0]?.memberNumber ?? '')
  await at(page, '0-debit')
  await keys(page, '100')
  await expect.poll(() => page.locator('.balance-pane').innerText()).toContain('成员和往来')
  expect(await page.locator('.balance-pane').innerText()).toContain(members[0]?.name ?? '?')
  await town.settled('entry-who-balance')
  for (let row = 0; row < 5; row += 1) await page.keyboard.press('Control+Delete')
})

test('what only people know is typed into the notes', async () => {
  const { page } = town
  await town.go(`/books/${coopId}/statements?form=notes&period=2020`)
  await page.getByRole('button', { name: '填写附注' }).click()
  await page.getByLabel('主要经营项目').fill(`大姜种植和销售(${mark})。`)
  await town.settled('notes-edit')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.locator('.notes').innerText()).toContain(mark)
  await town.settled('notes')
})

test('at the scale, on a telephone, the last member stays and bags are added up', async () => {
  const phone = await signIn(browser, sharedAddress(), {
    username: 'demo-town',
    viewport: PHONE,
  })
  const { page } = phone
  await phone.go(`/books/${coopId}/trade`)
  await page.getByLabel('成员或对方').fill(members[4]?.memberNumber ?? '')
  await page.keyboard.press('Enter')
  await page.getByLabel('产品', { exact: true }).fill(product)
  await page.keyboard.press('Enter')
  await page.getByLabel('数量').fill('40.5')
  await page.getByRole('button', { name: '+ 一袋' }).click()
  await page.keyboard.type('39.5')
  await expect.poll(() => page.locator('.scale-worth').innerText()).toContain('256.00')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await phone.settled('phone-scale')
  await page.getByRole('button', { name: '登记这一笔' }).click()
  await expect.poll(() => page.locator('main').innerText()).toContain('已登记 1 笔')
  expect(await page.getByLabel('成员或对方').inputValue()).toContain(members[4]?.name ?? '?')
  await phone.settled('phone-scale-done')
  await phone.leave()
})
