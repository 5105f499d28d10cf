import { type Fraction, formatFraction } from '../../../kernel/fraction.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { AccountPart, Amount, LegalClass, Plan, Step } from '../model/plan.ts'
import type { Division, Person, Run, StepResult } from '../model/run.ts'
import { sum } from './pools.ts'
import { accountOf } from './split.ts'

/* The arithmetic behind every amount: the article, the formula with its numbers, the result. */

export interface Explained {
  readonly step: string
  readonly title: Text
  /** The article the step rests on; null where only the charter or a resolution carries it. */
  readonly article: string | null
  readonly formula: Text
  readonly amount: bigint
}

const ACT = '农民专业合作社法'
const ARTICLES: Readonly<Record<LegalClass, string | null>> = {
  patronage: `${ACT}第四十四条第二款`,
  capital: `${ACT}第四十四条第二款`,
  grant: `${ACT}第四十四条第二款`,
  reserve: `${ACT}第四十二条`,
  prize: null,
  other: null,
}

const articleOf = (run: Run, kind: Step['kind'], legal: LegalClass | null): string | null => {
  if (run.plan.body === 'collective') return '农村集体经济组织财务制度(财农〔2021〕121号)第二十八条'
  if (kind === 'convert') return `${ACT}第四十四条第三款`
  if (kind === 'make-up-loss' || kind === 'draw') return `${ACT}第四十四条第一款`
  return legal === null ? null : ARTICLES[legal]
}

/** Row by row how the pools came about: the loss, the reserve, what is distributable, each use. */
export function explainRun(run: Run): Explained[] {
  const { law, year, steps } = run
  const lines: Explained[] = []
  const split = steps.findLastIndex(({ kind }) => kind === 'make-up-loss' || kind === 'reserve')
  const bases = (): Explained[] =>
    run.plan.body === 'collective'
      ? []
      : [
          {
            step: 'distributable',
            title: text('可分配盈余', 'Distributable surplus'),
            article: `${ACT}第四十四条第一款`,
            formula: text(
              `弥补亏损后盈余 ${formatYuan(law.afterLoss)} − 公积金 ${formatYuan(law.reserve)}`,
              `after losses ${formatYuan(law.afterLoss)} − reserve ${formatYuan(law.reserve)}`,
            ),
            amount: law.distributable,
          },
          {
            step: 'row16',
            title: text('盈余分配表第16行', 'Row 16 of the statement'),
            article: '农民专业合作社会计制度(财会〔2021〕37号)会农社02表',
            formula: rowSixteen(run),
            amount: law.row16,
          },
        ]
  if (split < 0) lines.push(...bases())
  steps.forEach((step, i) => {
    lines.push({
      step: step.id,
      title: step.title,
      article: articleOf(run, step.kind, step.class),
      formula: stepFormula(run, step),
      amount: step.kind === 'make-up-loss' ? afterLossOf(year) : step.amount,
    })
    if (i === split) lines.push(...bases())
  })
  return lines
}

const afterLossOf = ({ netSurplus, otherTransfersIn, priorLoss }: Run['year']): bigint => {
  const left = netSurplus + otherTransfersIn - priorLoss
  return left > 0n ? left : 0n
}

function rowSixteen({ year, law }: Run): Text {
  const brought = formatYuan(year.openingUndistributed - year.priorLoss)
  const [net, moved, reserve] = [year.netSurplus, year.otherTransfersIn, law.reserve].map(
    formatYuan,
  )
  return text(
    `本年盈余 ${net} + 年初未分配盈余 ${brought} + 其他转入 ${moved} − 提取公积金 ${reserve}`,
    `net surplus ${net} + brought forward ${brought} + transfers in ${moved} − reserve ${reserve}`,
  )
}

/** The plan's own words for how much a step takes; null for parts of a partition. */
function amountOf(plan: Plan, id: string): Amount | null {
  const step = plan.steps.find((one) => one.id === id)
  if (step === undefined || step.kind === 'make-up-loss' || step.kind === 'convert') return null
  return step.kind === 'draw' ? { by: 'fixed', amount: step.amount } : step.amount
}

function stepFormula(run: Run, step: StepResult): Text {
  const { year } = run
  if (step.kind === 'make-up-loss') {
    const [net, moved, loss] = [year.netSurplus, year.otherTransfersIn, year.priorLoss].map(
      formatYuan,
    )
    return text(
      `本年盈余 ${net} + 其他转入 ${moved} − 年初未弥补亏损 ${loss},不足为零`,
      `net surplus ${net} + transfers in ${moved} − uncovered loss ${loss}, zero at least`,
    )
  }
  const plain = plainFormula(run, step)
  const more = remarks(step)
  return text(plain.zh + more.zh, plain.en + more.en)
}

function plainFormula(run: Run, step: StepResult): Text {
  if (step.base !== null && step.rate !== null) {
    const up = step.class === 'patronage'
    const product = `${formatYuan(step.base)} × ${formatFraction(step.rate)}`
    return text(
      `${product}(${up ? '向上取到分' : '四舍五入到分'})`,
      `${product} (${up ? 'rounded up to the fen' : 'half up to the fen'})`,
    )
  }
  if (step.base !== null) {
    return text(
      `${formatYuan(step.base)} 按比例分开(最大余数法)`,
      `${formatYuan(step.base)} divided by the parts (largest remainder)`,
    )
  }
  const amount = amountOf(run.plan, step.id)
  if (amount?.by === 'unit') {
    const { sizes = [], scale = 1n } = step.division ?? {}
    const product = `${formatYuan(amount.price)} × ${scaled(sum(sizes), scale)}`
    return text(product, product)
  }
  return amount?.by === 'rest' ? restFormula(run, step) : text('定额', 'a fixed amount')
}

/** The rest in figures: what was distributable, less what the steps before took, plus what they drew. */
function restFormula({ plan, law, steps, year }: Run, step: StepResult): Text {
  const parts = new Set(
    plan.steps.flatMap((one) => (one.kind === 'partition' ? one.parts.map(({ id }) => id) : [])),
  )
  const start = plan.body === 'cooperative' ? law.distributable : year.netSurplus
  let [left, figures] = [start, formatYuan(start)]
  for (const before of steps.slice(0, steps.indexOf(step))) {
    const { kind, id, amount, unallocated } = before
    const pools = kind === 'make-up-loss' || kind === 'reserve' || kind === 'convert'
    if (pools || parts.has(id) || amount + unallocated === 0n) continue
    left += kind === 'draw' ? amount : -amount
    figures += ` ${kind === 'draw' ? '+' : '−'} ${formatYuan(amount)}`
  }
  // Where a plan reserves after it has paid, the sum would not come out: then only the words.
  return left === step.amount
    ? text(`其余全部:${figures}`, `all that remains: ${figures}`)
    : text('其余全部', 'all that remains')
}

function remarks(step: StepResult): Text {
  const said: Text[] = []
  if (step.limited === 'cap') said.push(text('以上限为准', 'held at the cap'))
  if (step.limited === 'floor') said.push(text('以下限为准', 'held at the floor'))
  if (step.short > 0n) {
    const short = formatYuan(step.short)
    said.push(text(`盈余不足,少 ${short} 元`, `not covered, ${short} yuan short`))
  }
  if (step.unallocated > 0n) {
    said.push(text('依据全部为零,无法分到人', 'all weights are zero: nobody can be paid'))
  }
  return text(said.map(({ zh }) => `;${zh}`).join(''), said.map(({ en }) => `; ${en}`).join(''))
}

/** A quantity in its unit: exact where it ends within six decimals, else cut and marked. */
function scaled(size: bigint, scale: bigint): string {
  const [whole, rest] = [size / scale, size % scale]
  if (rest === 0n) return whole.toString()
  const micro = (rest * 1_000_000n) / scale
  const exact = (rest * 1_000_000n) % scale === 0n
  const places = micro.toString().padStart(6, '0')
  return exact ? `${whole}.${places.replace(/0+$/, '')}` : `${whole}.${places}…`
}

const PARTS: Readonly<Record<AccountPart, Text>> = {
  contribution: text('出资', 'contribution'),
  reserveShare: text('公积金份额', 'reserve share'),
  newReserveShare: text('本年公积金份额', "this year's reserve share"),
  grantShare: text('补助份额', 'grant share'),
  donationShare: text('捐赠份额', 'donation share'),
}

/** One person's own arithmetic (我的账怎么算): each payment, the new reserve share, what is converted, the sum. */
export function explainPerson(run: Run, place: number): Explained[] {
  const person = run.people[place]
  if (person === undefined) return []
  const lines = run.steps.flatMap((step): Explained[] => {
    const { division } = step
    if (division === null) return []
    return [
      {
        step: step.id,
        title: step.title,
        article: articleOf(run, step.kind, step.class),
        formula: shareFormula(run, { step, division, place, person }),
        amount: division.shares[place] ?? 0n,
      },
    ]
  })
  const paid = run.steps.flatMap(({ kind, division }) =>
    kind === 'allocate' || kind === 'partition' ? (division?.shares[place] ?? []) : [],
  )
  const addends = paid.map((one) => formatYuan(one)).join(' + ') || '0.00'
  const total = run.paid[place] ?? 0n
  return [
    ...lines,
    {
      step: 'total',
      title: text('合计', 'Total'),
      article: null,
      formula: text(addends, addends),
      amount: total,
    },
  ]
}

interface OneShare {
  readonly step: StepResult
  readonly division: Division
  readonly place: number
  readonly person: Person
}

function shareFormula(run: Run, { step, division, place, person }: OneShare): Text {
  const { sizes, scale, shares, to } = division
  const [own, whole] = [sizes[place] ?? 0n, sum(sizes)]
  const money = step.kind === 'convert' || (to.by.by === 'account' && scale === 1n)
  const show = (size: bigint): string => (money ? formatYuan(size) : scaled(size, scale))
  // Caps of single people leave part of the pool; the division is of what was really paid.
  const pool = formatYuan(sum(shares))
  const base = `${pool} × ${show(own)} ÷ ${show(whole)}`
  const parts = partsOf(run, { to, person, place })
  const extra = roundedUp(division, place)
  const held = division.clamped
    ? text(';按每人上限或下限调整', '; held at the cap or floor of single people')
    : text('', '')
  return text(
    base + parts.zh + (extra ? ';余数大,补 1 分' : '') + held.zh,
    base + parts.en + (extra ? '; one fen for the larger remainder' : '') + held.en,
  )
}

/** Whether largest remainder gave this share its last fen. */
function roundedUp({ sizes, shares, clamped }: Division, place: number): boolean {
  const [whole, total] = [sum(sizes), sum(shares)]
  if (clamped || whole === 0n) return false
  return (shares[place] ?? 0n) > (total * (sizes[place] ?? 0n)) / whole
}

/** What a weight is made of: the parts of the account, or each measured quantity with its weight. */
function partsOf(
  run: Run,
  { to, person, place }: { to: Division['to']; person: Person; place: number },
): Text {
  if (to.by.by === 'account' && to.by.parts.length > 1) {
    const fresh = run.newReserve[place] ?? 0n
    const all = to.by.parts.map((part) => ({
      name: PARTS[part],
      size: formatYuan(accountOf(person, fresh, [part])),
    }))
    return inBrackets(all.map(({ name, size }) => text(`${name.zh} ${size}`, `${name.en} ${size}`)))
  }
  const measured =
    to.by.by === 'transaction' ? run.plan.transaction : to.by.by === 'measure' ? to.by.parts : []
  if (measured.length < 2) return text('', '')
  return inBrackets(
    measured.map(({ measure, weight }) => {
      const what = run.plan.measures.find(({ id }) => id === measure)
      const quantity = scaled(person.measures[measure] ?? 0n, 1_000_000n) + times(weight)
      return text(
        `${what?.title.zh ?? measure} ${quantity}`,
        `${what?.title.en ?? measure} ${quantity}`,
      )
    }),
  )
}

const times = (weight: Fraction): string =>
  weight.num === weight.den ? '' : ` × ${formatFraction(weight)}`

const inBrackets = (parts: readonly Text[]): Text =>
  text(`(${parts.map(({ zh }) => zh).join(' + ')})`, ` (${parts.map(({ en }) => en).join(' + ')})`)
