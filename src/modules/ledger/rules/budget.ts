import type { Finding } from '../../../kernel/finding.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, type Fen, fen, formatYuan } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Chart } from '../model/chart.ts'
import type { Turnover } from '../model.ts'

/* 预算: what a year may cost and should bring (practice R55, 财农〔2022〕58号), and what it did. */

export interface BudgetRow {
  readonly account: string
  readonly amount: Fen
}

export interface Execution {
  readonly account: string
  readonly name: Text
  readonly side: 'spend' | 'earn'
  readonly budget: Fen | null
  readonly actual: Fen
  readonly share: Fraction | null
  readonly left: Fen | null
  readonly over: boolean
}

/** A budget names accounts of the book, each once, and none above another it names. */
export function faultsOfBudget(rows: readonly BudgetRow[], chart: Chart): Fault[] {
  return rows.flatMap(({ account }, i): Fault[] => {
    const path = `$.rows[${i}].account`
    if (chart.exact(account) === null) {
      return [{ path, text: text(`没有科目 ${account}`, `there is no account ${account}`) }]
    }
    const other = rows.findIndex((row, k) => k < i && touches(row.account, account))
    if (other < 0) return []
    const why = text(
      `与第 ${other + 1} 行重复:上下级科目只能列一个`,
      `counts twice with row ${other + 1}: an account and one below it cannot both stand`,
    )
    return [{ path, text: why }]
  })
}

const touches = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const EARNING = new Set(['revenue', 'equity', 'liability'])
const EXPENSE = new Set(['expense'])

/** Every budgeted account, then what was spent on expense accounts that the budget does not name. */
export function execute(
  budget: readonly BudgetRow[],
  moved: readonly Turnover[],
  chart: Chart,
): Execution[] {
  const named = budget.map((row) => executionOf(row.account, row.amount, { moved, chart }))
  if (budget.length === 0) return named
  const others = moved
    .filter(({ account }) => {
      const kind = chart.nearest(account)?.class ?? ''
      return EXPENSE.has(kind) && !budget.some((row) => account.startsWith(row.account))
    })
    .map(({ account }) => executionOf(account, null, { moved, chart }))
    .filter(({ actual }) => actual > 0n)
  return [...named, ...others]
}

function executionOf(
  account: string,
  budget: Fen | null,
  { moved, chart }: { readonly moved: readonly Turnover[]; readonly chart: Chart },
): Execution {
  const below = moved.filter((row) => row.account.startsWith(account))
  const net = below.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)
  const earn = EARNING.has(chart.nearest(account)?.class ?? '')
  const actual = fen(earn ? -net : net)
  return {
    account,
    name: chart.fullName(account),
    side: earn ? 'earn' : 'spend',
    budget,
    actual,
    share: budget === null || budget === 0n ? null : fraction(actual, budget),
    left: budget === null ? null : fen(budget - actual),
    over: !earn && actual > (budget ?? 0n),
  }
}

/** One finding for each account on which more was spent than the budget allows. */
export function overruns(rows: readonly Execution[], basis: string): Finding[] {
  return rows
    .filter(({ over }) => over)
    .map(({ account, name, budget, actual }) => {
      const limit = budget ?? 0n
      const beyond = displayYuan(actual - limit)
      return {
        rule: 'LEDGER-BUDGET',
        version: '1',
        severity: 'warn' as const,
        outcome: 'fails' as const,
        binding: 'cumulative',
        readings: [
          {
            id: 'cumulative',
            outcome: 'fails' as const,
            measured: formatYuan(actual),
            limit: formatYuan(limit),
          },
        ],
        notComputed: [],
        rows: [account],
        source: basis,
        fix: null,
        text:
          budget === null
            ? text(
                `${account} ${name.zh}没有预算,已支出 ${displayYuan(actual)} 元`,
                `${account} ${name.en} has no budget; ${displayYuan(actual)} yuan were spent`,
              )
            : text(
                `${account} ${name.zh}超预算 ${beyond} 元`,
                `${account} ${name.en} is ${beyond} yuan over its budget`,
              ),
      }
    })
}
