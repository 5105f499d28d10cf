import { ROLES } from '../kernel/role.ts'
import {
  DEMO_ACCOUNTS,
  DEMO_PASSWORD,
  type DemoAccount,
  showCoop,
  SMALL_COUNTY_ACCOUNTS,
} from './accounts.ts'
import type { CountyPlan } from './model.ts'
import { plantedInBooks, plantedInDistributions, wishBooks } from './plan/books.ts'
import type { BookSign, DistributionBreach } from './plan/books/book.ts'

/** The parts of docs/demo.md that are printed from the plan, by the name in their marks. */
const printed = (plan: CountyPlan): Readonly<Record<string, string>> => ({
  accounts: [localLine(plan), accountTable([...DEMO_ACCOUNTS, ...SMALL_COUNTY_ACCOUNTS])].join(
    '\n\n',
  ),
  planted: plantedTable(plan),
  books: booksTable(plan),
  distributions: distributionsTable(plan),
})

/**
 * The page with its printed parts brought up to date: what stands between `<!-- name: printed -->` and
 * `<!-- name: end -->`. A page without one of the marks is a bug.
 */
export function withPrintedParts(page: string, plan: CountyPlan): string {
  return Object.entries(printed(plan)).reduce((text, [name, table]) => {
    const [from, to] = [`<!-- ${name}: printed -->`, `<!-- ${name}: end -->`]
    const [start, end] = [text.indexOf(from), text.indexOf(to)]
    if (start < 0 || end < start) throw new Error(`docs/demo.md has no place for ${name}`)
    return `${text.slice(0, start + from.length)}\n${table}\n${text.slice(end)}`
  }, page)
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function localLine(plan: CountyPlan): string {
  const coop = showCoop(plan)
  const town = plan.towns.find(({ code }) => coop.villageCode.startsWith(code))?.name ?? ''
  return `本地账号所属 / the local accounts belong to: ${town} ${coop.name}`
}

function accountTable(accounts: readonly DemoAccount[]): string {
  return [
    `密码 / password: \`${DEMO_PASSWORD}\``,
    '',
    row(['账号 / account', '岗位', 'role', '级别 / level']),
    row(['---', '---', '---', '---']),
    ...accounts.map(({ username, role, title }) =>
      row([`\`${username}\``, title.zh, title.en, ROLES[role].level]),
    ),
  ].join('\n')
}

/** The planted breaches with what must be found. */
function plantedTable(plan: CountyPlan): string {
  const towns = new Map(plan.towns.map(({ code, name }) => [code, name]))
  const coops = new Map(plan.coops.map((coop) => [coop.key, coop]))
  const lines = plan.planted.map(({ coopKey, expect, what }, i) => {
    const coop = coops.get(coopKey)
    const town = towns.get(coop?.villageCode.slice(0, 9) ?? '') ?? ''
    const found = expect === null ? '—' : `${expect.rule} ${expect.outcome}`
    return row([String(i + 1), town, coop?.name ?? '', what.zh, what.en, found])
  })
  return [
    row(['#', '乡镇 / town', '合作社 / co-op', '安排的情形', 'what was planted', 'finding']),
    row(['---', '---', '---', '---', '---', '---']),
    ...lines,
  ].join('\n')
}

const signOf = (sign: BookSign): string =>
  sign.by === 'audit'
    ? `内部审计要点 / audit point ${sign.rule}`
    : `账务提醒 / desk warning ${sign.kind}`

/** What was planted in books, with the list of the product that shows it. */
function booksTable(plan: CountyPlan): string {
  const towns = new Map(plan.towns.map(({ code, name }) => [code, name]))
  const coops = new Map(plan.coops.map((coop) => [coop.key, coop]))
  const planted = plantedInBooks(wishBooks(plan, showCoop(plan).key))
  const lines = planted.map(({ coopKey, sign, what }, i) => {
    const coop = coops.get(coopKey)
    const town = towns.get(coop?.villageCode.slice(0, 9) ?? '') ?? ''
    return row([String(i + 1), town, coop?.name ?? '', what.zh, what.en, signOf(sign)])
  })
  return [
    row(['#', '乡镇 / town', '合作社 / co-op', '安排的情形', 'what was planted', 'shown by']),
    row(['---', '---', '---', '---', '---', '---']),
    ...lines,
  ].join('\n')
}

const IN_DISTRIBUTIONS: Readonly<Record<DistributionBreach, readonly string[]>> = {
  notice_short: [
    '方案和账目只提前 7 日供查阅',
    'plan and accounts could be looked into for seven days only',
    '决议提示 / warning of the resolution (Art. 40)',
  ],
  residual_by_contribution: [
    '剩余盈余只按出资额分配,漏了公积金和补助份额',
    'the rest was divided by contribution alone, without shares of reserve and grants',
    'DIST-RESIDUAL fails',
  ],
}

/** What was done wrong in the distributions of 2019, and what the product says of it. */
function distributionsTable(plan: CountyPlan): string {
  const towns = new Map(plan.towns.map(({ code, name }) => [code, name]))
  const coops = new Map(plan.coops.map((coop) => [coop.key, coop]))
  const lines = plantedInDistributions(wishBooks(plan, showCoop(plan).key)).map(
    ({ coopKey, breach }, i) => {
      const coop = coops.get(coopKey)
      const town = towns.get(coop?.villageCode.slice(0, 9) ?? '') ?? ''
      return row([String(i + 1), town, coop?.name ?? '', ...IN_DISTRIBUTIONS[breach]])
    },
  )
  return [
    row(['#', '乡镇 / town', '合作社 / co-op', '安排的情形', 'what was planted', 'finding']),
    row(['---', '---', '---', '---', '---', '---']),
    ...lines,
  ].join('\n')
}
