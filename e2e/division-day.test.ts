import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizenCheckCharacter } from '../src/kernel/identifier.ts'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A day of lists at the agriculture desk: a newer list of divisions is laid over the old one, what it no
 * longer names is settled, a village is counted, somebody is taken down, a union takes in a member. The
 * divisions are those of the small county, so that the numbers of the large one stay as they are.
 */

let browser: Browser
let desk: Person

beforeAll(async () => {
  browser = await openBrowser()
  desk = await signIn(browser, sharedAddress(), { username: 'demo2-county' })
})
afterAll(() => browser.close())

interface Node {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly shortName: string
  readonly level: string
  readonly parentId: string | null
}

const read = async <T>(person: Person, path: string): Promise<T> =>
  (await (await person.page.request.get(path)).json()) as T

const nodesOf = async (): Promise<readonly Node[]> =>
  (await read<{ nodes: Node[] }>(desk, '/api/divisions')).nodes

const villageId = async (name: string): Promise<string> =>
  (await nodesOf()).find((node) => node.shortName === name)?.id ?? ''

/** The list of the county as it stands, without one village. */
async function listWithout(name: string): Promise<string> {
  const nodes = await nodesOf()
  const codes = new Map(nodes.map((node) => [node.id, node.code ?? '']))
  const lines = nodes
    .filter((node) => node.shortName !== name)
    .map((node) =>
      [node.code ?? '', node.name, node.level, codes.get(node.parentId ?? '') ?? ''].join(','),
    )
  return ['code,name,level,parent', ...lines].join('\n')
}

const fileOf = (text: string) => ({
  name: '名录.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

describe('a newer list of divisions', () => {
  test('a broken file is told by line, the good one is seen before it is imported', async () => {
    const { page } = desk
    const csv = await listWithout('二里村')
    await desk.go('/divisions?tab=lists')
    await page.getByRole('textbox', { name: '名录版本' }).fill('2020')
    await page.getByRole('textbox', { name: '生效日期' }).fill('20201001')
    await page.getByRole('textbox', { name: '来源' }).fill('演示用的虚构名录')
    await page.locator('input[type=file]').setInputFiles(fileOf(`${csv}\n99,坏行,village,1`))
    await expect.poll(() => page.locator('main').innerText()).toContain('代码应为 12 位数字')
    await desk.settled('division-faults')
    await page.locator('input[type=file]').setInputFiles(fileOf(csv))
    await expect.poll(() => page.locator('main').innerText()).toContain('1 个尚待登记去向')
    await page.getByRole('button', { name: '导入名录' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('名录已导入')
    await desk.settled('division-lists')
  })

  test('the board sends the clerk to the old unit, which is settled without the mouse', async () => {
    const { page } = desk
    await desk.go('/')
    await page.getByRole('link', { name: /去向未登记/ }).click()
    const box = page.getByRole('checkbox', { name: /二里村/ })
    await box.focus()
    await page.keyboard.press('Space')
    await page.getByLabel('变更日期').fill('20200901')
    await page.getByLabel('批准文件').fill('示例政字〔2020〕1号')
    await page.getByRole('radio', { name: /一里村/ }).focus()
    await page.keyboard.press('Space')
    await expect.poll(() => page.locator('main').innerText()).toContain('二里村 合并 → 一里村')
    await desk.settled('division-settle')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('main').innerText()).toContain('都已登记去向')
    await desk.go('/divisions?tab=events')
    await expect.poll(() => page.locator('table tbody').innerText()).toContain('二里村')
    await desk.settled('division-events')
    await desk.go('/divisions?tab=tree&asOf=2020-08-31&q=里村')
    await expect.poll(() => page.locator('main').innerText()).toContain('二里村')
    await desk.go('/divisions?tab=tree&q=里村')
    await expect.poll(() => page.locator('main').innerText()).toContain('三里村')
    expect(await page.locator('main').innerText()).not.toContain('二里村')
    await desk.settled('division-tree')
  })

  test('an event recorded wrongly is withdrawn; the unit is there again, the record stays', async () => {
    const { page } = desk
    await desk.go('/divisions?tab=events')
    await page.getByRole('button', { name: '登记区划变更' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('变更', { exact: true }).selectOption({ label: '撤销' })
    await dialog.getByLabel('原单位').fill('三里村')
    await dialog.getByRole('button', { name: /三里村/ }).click()
    await dialog.getByLabel('变更日期').fill('20201015')
    await dialog.getByLabel('批准文件').fill('示例政字〔2020〕2号')
    await expect.poll(() => dialog.innerText()).toContain('可以登记')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('row', { name: /三里村/ })
    await row.getByRole('button', { name: '撤回' }).click()
    await dialog.getByLabel('理由').fill('看错了文件')
    await expect.poll(() => dialog.innerText()).toMatch(/恢复.三里村/)
    await desk.settled('division-withdraw')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => row.innerText()).toContain('已撤回')
    expect(await row.innerText()).toContain('看错了文件')
    await desk.settled('division-withdrawn')
    await desk.go('/divisions?tab=tree&q=里村')
    await expect.poll(() => page.locator('main').innerText()).toContain('三里村')
  })
})

describe('a village', () => {
  test('its branch and its collective organisation are registered', async () => {
    const { page } = desk
    await desk.go(`/villages/${await villageId('四里村')}`)
    await page.getByRole('button', { name: '登记党支部' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('党支部名称').fill('四里村示例第二党支部')
    await dialog.getByRole('button', { name: '登记党支部' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('四里村示例第二党支部')
    await page.getByRole('button', { name: '登记集体经济组织' }).click()
    await dialog.getByLabel('集体经济组织名称').fill('四里村示例第二股份经济合作社')
    await dialog.getByRole('button', { name: '登记集体经济组织' }).click()
    await expect
      .poll(() => page.locator('main').innerText())
      .toContain('四里村示例第二股份经济合作社')
  })

  test('its households are counted, and the older count stays for its day', async () => {
    const { page } = desk
    await desk.go(`/villages/${await villageId('四里村')}`)
    await page.getByRole('button', { name: '登记户数' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('户籍户数', { exact: true }).fill('405')
    await dialog.getByLabel('数据来源').fill('示例年报')
    await expect.poll(() => dialog.innerText()).toContain('41 户')
    await desk.settled('village-base')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main').innerText()).toContain('户籍 405 户')
    await desk.settled('village')
  })

  test('an industry without a co-op makes it a candidate', async () => {
    const { page } = desk
    await page.getByRole('button', { name: '登记产业' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('产业', { exact: true }).selectOption({ index: 1 })
    await dialog.getByLabel(/面积/).fill('120.5')
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main').innerText()).toContain('120.5')
  })
})

describe('people', () => {
  const first = '371399198505050'
  const number = `${first}01${citizenCheckCharacter(`${first}01`)}`

  test('a person is judged while typed, and recorded once', async () => {
    const { page } = desk
    await desk.go(`/persons/new?villageId=${await villageId('四里村')}`)
    await page.getByLabel('姓名').fill('吴示例')
    await page
      .getByLabel('证件号码')
      .fill(`${number.slice(0, -1)}${number.endsWith('X') ? '1' : 'X'}`)
    await expect.poll(() => page.locator('main').innerText()).toContain('校验')
    await page.getByLabel('证件号码').fill(number)
    await expect.poll(() => page.locator('main').innerText()).toContain('身份证号校验通过')
    await desk.settled('new-person')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('main').innerText()).toContain('吴示例已登记')
    await page.getByLabel('姓名').fill('吴示例')
    await page.getByLabel('证件号码').fill(number)
    await expect.poll(() => page.locator('main').innerText()).toContain('不会重复')
  })

  test('a household is taken down, corrected, and the person moves into it', async () => {
    const { page } = desk
    const id = await villageId('四里村')
    await desk.go(`/households?unitId=${id}`)
    await page.getByRole('button', { name: '登记农户' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('户号').fill('示例-新1')
    await dialog.getByLabel('户主').fill('吴示例')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: /示例-新1/ }).waitFor()
    const people = await read<{ rows: { id: string; name: string }[] }>(
      desk,
      `/api/persons?unitId=${id}&q=${encodeURIComponent('吴示例')}`,
    )
    await desk.go(`/persons/${people.rows[0]?.id}`)
    await page.getByRole('button', { name: '更正' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('户', { exact: true }).selectOption({ label: '示例-新1 吴示例' })
    await form.getByLabel('理由').fill('分户')
    await desk.settled('edit-person')
    await page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '示例-新1' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('在册 1 人')
    await desk.settled('household')
  })
})

describe('unions and counting', () => {
  test('a union takes in a co-op; leaving too few is said before it happens', async () => {
    const county = await signIn(browser, sharedAddress(), { username: 'demo-county' })
    const { page } = county
    interface Row {
      readonly id: string
      readonly name: string
    }
    const unions = await read<{ rows: (Row & { seat: Row; members: number })[] }>(
      county,
      '/api/unions',
    )
    const union = unions.rows[0]
    const coops = await read<{ rows: Row[] }>(
      county,
      `/api/cooperatives?unitId=${union?.seat.id}&status=registered&inUnion=false`,
    )
    const coop = coops.rows[0]?.name ?? ''
    await county.go(`/unions/${union?.id}`)
    await page.getByRole('button', { name: '成员变动' }).click()
    const dialog = page.getByRole('dialog')
    const leave = dialog.getByRole('group', { name: '退出的合作社' }).getByRole('checkbox')
    const members = await leave.count()
    for (let i = 0; i < members - 2; i += 1) await leave.nth(i).check()
    await expect.poll(() => dialog.innerText()).toContain('少于法律要求的 3 家')
    for (let i = 0; i < members - 2; i += 1) await leave.nth(i).uncheck()
    await dialog.getByLabel('加入的合作社').fill(coop)
    await dialog.getByRole('button', { name: new RegExp(coop) }).click()
    await dialog.getByLabel('成员大会决议或批准文件').fill('示例决议')
    await dialog.getByLabel('理由').fill('扩大联合')
    await expect.poll(() => dialog.innerText()).toContain('通过')
    await county.settled('union-members')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main').innerText()).toContain(coop)
    expect(await page.locator('.sentence').innerText()).toContain(`${members + 1} 家`)
    await county.leave()
  })

  test('what is registered of a union changes from a day; what it was stays to be read', async () => {
    const county = await signIn(browser, sharedAddress(), { username: 'demo-county' })
    const { page } = county
    const unions = await read<{ rows: { id: string; name: string }[] }>(county, '/api/unions')
    const union = unions.rows.at(-1)
    await county.go(`/unions/${union?.id}`)
    await page.getByRole('button', { name: '变更登记事项' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('住所').fill('示例路1号')
    await dialog.getByLabel('理事长').fill('示例甲')
    await dialog.getByLabel('成员大会决议或批准文件').fill('示例决议')
    await dialog.getByLabel('理由').fill('换届')
    await expect.poll(() => dialog.innerText()).toContain('自 2020-11-30 起变更')
    await county.settled('union-facts')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main').innerText()).toContain('登记事项沿革')
    expect(await page.locator('main').innerText()).toContain('示例路1号')
    await county.settled('union')
    await county.go(`/unions/${union?.id}?asOf=2020-11-01`)
    expect(await page.locator('main').innerText()).not.toContain('示例路1号')
    await county.leave()
  })

  test('a pairing is formed and ended; a chain is defined', async () => {
    const { page } = desk
    const { rows } = await read<{ rows: { name: string }[] }>(desk, '/api/cooperatives')
    const [lead = '', follower = ''] = rows.map((row) => row.name)
    await desk.go('/unions')
    await page.getByRole('button', { name: '建立结对' }).click()
    const dialog = page.getByRole('dialog')
    for (const [label, name] of [
      ['带头社', lead],
      ['被带社', follower],
    ] as const) {
      await dialog.getByLabel(label).fill(name)
      await dialog.getByRole('button', { name: new RegExp(name) }).click()
    }
    await dialog.getByLabel('协议名称或文号').fill('示例结对协议')
    await dialog.getByLabel('结对日期').fill('20201101')
    await dialog.getByLabel('任务').fill('规范账目')
    await desk.settled('pairing')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await page
      .getByRole('row', { name: /规范账目/ })
      .getByRole('button', { name: '终止' })
      .click()
    await dialog.getByLabel('理由').fill('任务完成')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('#pairings').innerText()).toContain('还没有结对')
    await desk.go('/chains')
    await page.getByRole('button', { name: '建立产业链' }).click()
    await dialog.getByLabel('乡镇').selectOption({ label: '东乡镇' })
    await dialog.getByLabel('产业', { exact: true }).selectOption({ index: 1 })
    await dialog.getByLabel('产业链名称').fill('示例产业链')
    await dialog.getByLabel('共用设施').fill('冷库、分拣线')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('main').innerText()).toContain('冷库、分拣线')
    await desk.settled('chains')
  })

  test('the counting rule is a door; a change is shown before it is made', async () => {
    const { page } = desk
    await desk.go('/coops')
    await page.getByRole('button', { name: '怎么计数' }).click()
    await page.getByRole('link', { name: '修改统计口径' }).click()
    const total = page.locator('tfoot')
    await expect.poll(() => total.innerText()).toContain('3')
    await page.getByRole('row', { name: /^筹备/ }).getByRole('checkbox').check()
    await page.getByLabel('理由').fill('试看')
    await expect.poll(() => page.locator('main').innerText()).toContain('改后')
    await desk.settled('counting')
  })

  test('settling and entering work at phone width', async () => {
    const phone = await signIn(browser, sharedAddress(), {
      username: 'demo2-county',
      viewport: PHONE,
    })
    for (const [path, name] of [
      ['/divisions?tab=lists', 'lists-phone'],
      ['/persons/new', 'new-person-phone'],
      ['/households', 'households-phone'],
      ['/chains', 'chains-phone'],
      ['/counting', 'counting-phone'],
    ] as const) {
      await phone.go(path)
      const wide = await phone.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      )
      expect(wide, name).toBeLessThanOrEqual(0)
      await phone.settled(name)
    }
    await phone.leave()
  })
})
