import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A day at the share register: who the members are, who is linked, what the collective lent, whom the
 * assistance shares help. What is written is written in the small county, so that the figures of the
 * large one stay those of the article.
 */

let browser: Browser
let desk: Person
let coopId = ''

beforeAll(async () => {
  browser = await openBrowser()
  desk = await signIn(browser, sharedAddress(), { username: 'demo2-county' })
  const answer = await desk.page.request.get('/api/cooperatives?limit=500')
  const { rows } = (await answer.json()) as { rows: { id: string }[] }
  coopId = rows.at(-1)?.id ?? ''
})
afterAll(() => browser.close())

const main = () => desk.page.locator('main')
const dialog = () => desk.page.getByRole('dialog')
const says = (text: string) => expect.poll(() => main().innerText()).toContain(text)

/** Sends the form by the keyboard, as those who enter much do, and waits until it has gone. */
async function send(last: Locator): Promise<void> {
  await last.press('Control+Enter')
  await dialog().waitFor({ state: 'detached' })
}

/** Types a name into a picker and takes the first that is found. */
async function pick(label: string | RegExp, name: string): Promise<void> {
  await dialog().getByLabel(label).fill(name)
  await dialog().locator('.picks button').filter({ hasText: name }).first().click()
}

interface Holder {
  readonly personId: string | null
  readonly name: string
}
async function people(): Promise<readonly string[]> {
  const answer = await desk.page.request.get(`/api/cooperatives/${coopId}/register`)
  const { rows } = (await answer.json()) as { rows: Holder[] }
  const names = rows.filter((row) => row.personId !== null).map((row) => row.name)
  return names.filter((name) => names.filter((other) => other === name).length === 1)
}

describe('the figures of the county board', () => {
  test.each([
    ['demo-county', 'person'],
    ['demo-county', 'household'],
    ['demo-town', 'person'],
  ])('%s: the members figure opens as many rows as it says (%s)', async (username, each) => {
    const who = await signIn(browser, sharedAddress(), { username })
    await who.go('/')
    const figure = who.page.locator(`a.figure-value[href*="each=${each}"]`)
    await figure.waitFor()
    const shown = /[\d,]+/.exec(await figure.innerText())?.[0] ?? ''
    await figure.click()
    await who.page.locator('.pager').waitFor()
    expect(new URL(who.page.url()).pathname).toBe('/members')
    await expect.poll(() => who.page.locator('.pager').innerText()).toContain(`共 ${shown} 条`)
    await who.settled(`members-${username}-${each}`)
    await who.leave()
  })

  test('a town’s assistance figure opens its own co-ops', async () => {
    const town = await signIn(browser, sharedAddress(), { username: 'demo-town' })
    await town.go('/')
    const figure = town.page.locator('a.figure-value[href^="/assistance"]').last()
    const shown = /[\d,]+/.exec(await figure.innerText())?.[0] ?? ''
    await figure.click()
    await town.page.waitForURL(/assistance/)
    await expect.poll(() => town.page.locator('main').innerText()).toContain(`${shown} 人`)
    await town.settled('assistance-town')
    await town.leave()
  })

  test('members are found by pinyin initials, on a phone as well', async () => {
    const phone = await signIn(browser, sharedAddress(), {
      username: 'demo-village',
      viewport: PHONE,
    })
    await phone.go('/members?each=person')
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await phone.page.getByRole('searchbox').fill('w')
    await expect.poll(() => new URL(phone.page.url()).searchParams.get('q')).toBe('w')
    await phone.settled('members-phone')
    await phone.leave()
  })
})

describe('the facts beside the shares', () => {
  test('a holder’s class is corrected, with the verdicts first', async () => {
    await desk.go(`/coops/${coopId}?tab=register`)
    await main().getByRole('button', { name: /^更正/ }).nth(3).click()
    await dialog().getByLabel('类别').selectOption('labour')
    await expect.poll(() => dialog().innerText()).toContain('更正后:'.replace(':', '：'))
    await desk.settled('correct-holder')
    await send(dialog().getByLabel(/^理由/))
    await says('劳务')
  })

  test('what the collective lent is recorded, votes above the limit are refused at their field', async () => {
    await desk.go(`/coops/${coopId}?tab=people`)
    await main().getByRole('button', { name: '登记事项' }).click()
    await dialog().getByLabel('事项').selectOption('additional_votes')
    await dialog().getByLabel('内容').fill('给带头人的附加表决权')
    await dialog().getByLabel(/^依据/).fill('章程第十二条')
    await dialog().getByLabel('给哪个成员').selectOption({ index: 2 })
    await dialog().getByLabel('票数').fill('900')
    await expect.poll(() => dialog().innerText()).toContain('20%')
    await dialog().getByRole('alert').waitFor()
    await dialog().getByLabel('事项').selectOption('asset_lent')
    await dialog().getByLabel('内容').fill('村集体冷库出借')
    await dialog().getByLabel(/^金额/).fill('12000')
    await expect.poll(() => dialog().innerText()).toContain('可以登记')
    await desk.settled('add-record')
    await send(dialog().getByLabel('内容'))
    await says('村集体冷库出借')
    await main().getByRole('button', { name: '终止' }).click()
    await dialog().getByRole('button', { name: '终止', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(() => main().innerText()).not.toContain('村集体冷库出借')
  })
})

describe('assistance shares', () => {
  test('a fund is set up, somebody is listed, re-checked, taken off, and the fund ends', async () => {
    const [first = '', second = ''] = await people()
    await desk.go(`/coops/${coopId}?tab=assistance`)
    await main().getByRole('button', { name: /^设立/ }).click()
    await dialog().getByLabel('名称').fill('二〇二〇年产业扶贫股')
    await dialog().getByLabel('来源').fill('产业扶贫资金')
    await dialog().getByLabel('文件').fill('示农〔2020〕9号')
    await dialog().getByLabel(/^资金/).fill('50000')
    await dialog().getByLabel('折成份数').fill('100')
    await dialog().getByLabel(/^保底/).fill('6')
    await dialog().getByLabel('脱贫后处理').fill('由村集体收回,重新分配')
    await expect.poll(() => dialog().innerText()).toContain('可以设立')
    await desk.settled('add-fund')
    await send(dialog().getByLabel('折成份数'))
    const fund = main().locator('section.panel').filter({ hasText: '二〇二〇年产业扶贫股' })
    await expect.poll(() => fund.innerText()).toContain('6.00%')

    await fund.getByRole('button', { name: '列入受益人' }).click()
    await pick('受益人', first)
    await dialog()
      .getByLabel(/^分给的份数/)
      .fill('500')
    await dialog().getByRole('alert').waitFor()
    await dialog()
      .getByLabel(/^分给的份数/)
      .fill('10')
    await expect.poll(() => dialog().innerText()).toContain('可以列入')
    await desk.settled('add-beneficiary')
    await send(dialog().getByLabel(/^分给的份数/))
    await expect.poll(() => fund.innerText()).toContain(first)

    await fund.getByRole('button', { name: '复核', exact: true }).click()
    await dialog().getByLabel('理由').fill('入户核实,仍符合条件')
    await dialog().getByRole('button', { name: '复核', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(() => fund.innerText()).toContain('复核通过')

    await fund.getByRole('button', { name: '终止', exact: true }).click()
    await dialog().getByLabel('核实情况和依据').fill('收入已达标,村民代表会议通过')
    await pick(/^由谁接替/, second)
    await expect.poll(() => dialog().innerText()).toContain('份额转给接替的人')
    await desk.settled('end-beneficiary')
    await send(dialog().getByLabel('核实情况和依据'))
    await expect.poll(() => fund.innerText()).toContain(second)
    await expect.poll(() => fund.innerText()).toContain('脱贫')

    await fund.getByRole('button', { name: /^终止这笔/ }).click()
    await dialog()
      .getByLabel(/^份额去向/)
      .fill('项目期满,收回村集体')
    await expect.poll(() => dialog().innerText()).toContain('1 名受益人同日终止受益')
    await send(dialog().getByLabel(/^份额去向/))
    await expect.poll(() => fund.innerText()).toContain('资金终止')
    await desk.settled('assistance-tab')
  })
})

describe('linked groups', () => {
  test('two people are linked, somebody objects, the county upholds it', async () => {
    const [first = '', second = ''] = await people()
    const coop = await desk.page.request.get(`/api/cooperatives/${coopId}`)
    const { cooperative } = (await coop.json()) as { cooperative: { village: { name: string } } }
    await desk.go('/linked-groups')
    await main().getByRole('button', { name: '登记关联人组' }).click()
    await pick('登记在', cooperative.village.name)
    await dialog().getByLabel('组名').fill('兄弟二人')
    await dialog().getByLabel('凭据').fill('户口簿')
    await pick('加入一人', first)
    await pick('加入一人', second)
    await expect.poll(() => dialog().innerText()).toContain('2 人从')
    await desk.settled('add-group')
    await send(dialog().getByLabel('凭据'))
    const row = main().locator('table tbody tr').filter({ hasText: '兄弟二人' })
    await row.getByRole('button', { name: '提出异议' }).click()
    await dialog().getByLabel('异议人').fill(first)
    await dialog().getByLabel('异议理由').fill('早已分家,各算各账')
    await send(dialog().getByLabel('异议理由'))
    await expect.poll(() => row.innerText()).toContain('待处理')
    await desk.settled('linked-groups')
    await row.getByRole('button', { name: '处理', exact: true }).click()
    await dialog().getByLabel('查明的情况和理由').fill('分家协议属实')
    await expect.poll(() => dialog().innerText()).toContain('不再合并计算')
    await desk.settled('answer-objection')
    await send(dialog().getByLabel('查明的情况和理由'))
    // An upheld objection ends the group today: it is no longer on today's list.
    await expect.poll(() => main().innerText()).not.toContain('兄弟二人')
  })
})
