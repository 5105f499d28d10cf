import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { compareCodePoints, type Text, text } from '../../../kernel/text.ts'
import type { Account, Balance, Turnover } from '../model.ts'

/** Both sides of a pair of columns, in fen. */
export interface Sides {
  readonly debit: Fen
  readonly credit: Fen
}

export interface TrialBalanceRow {
  readonly account: string
  readonly name: Text
  /** 0 for a national account, 1 for its sub-accounts … */
  readonly level: number
  readonly opening: Sides
  readonly movement: Sides
  /** From the first of January to the end of the range. */
  readonly yearToDate: Sides
  readonly closing: Sides
}

export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[]
  /** Over the national accounts only: sub-accounts are inside them. */
  readonly total: Omit<TrialBalanceRow, 'account' | 'name' | 'level'>
}

export interface TrialBalanceFacts {
  readonly chart: readonly Account[]
  /** Before the first period of the range. */
  readonly opening: readonly Balance[]
  readonly movement: readonly Turnover[]
  readonly yearToDate: readonly Turnover[]
  readonly closing: readonly Balance[]
}

const PAIRS = ['opening', 'movement', 'yearToDate', 'closing'] as const

/** Members stand on both sides of 成员往来 at once; every other account on one. */
const BOTH_SIDES = '114'
const NATIONAL_DIGITS = 3
const LEVEL_DIGITS = 2

/**
 * The trial balance (科目余额表): each account that holds or moved anything, its sub-accounts below it,
 * opening, movement, year to date and closing on both sides. A balance stands on the side of its net;
 * 114 shows both. Accounts missing in the chart keep their code as name.
 */
export function trialBalance(facts: TrialBalanceFacts): TrialBalance {
  const names = new Map(facts.chart.map((account) => [account.code, account.name]))
  const codes = new Set<string>()
  for (const pair of PAIRS) for (const { account } of facts[pair]) addLevels(codes, account)
  const rows = [...codes].toSorted(compareCodePoints).map((account): TrialBalanceRow => {
    const own = <T extends { readonly account: string }>(all: readonly T[]): T[] =>
      all.filter((each) => each.account.startsWith(account))
    return {
      account,
      name: names.get(account) ?? text(account, account),
      level: (account.length - NATIONAL_DIGITS) / LEVEL_DIGITS,
      opening: standing(own(facts.opening), account),
      movement: moved(own(facts.movement)),
      yearToDate: moved(own(facts.yearToDate)),
      closing: standing(own(facts.closing), account),
    }
  })
  const shown = rows.filter((row) =>
    PAIRS.some((pair) => row[pair].debit !== 0n || row[pair].credit !== 0n),
  )
  const national = shown.filter((row) => row.level === 0)
  const total = (pair: (typeof PAIRS)[number]): Sides => ({
    debit: sumFen(national.map((row) => row[pair].debit)),
    credit: sumFen(national.map((row) => row[pair].credit)),
  })
  return {
    rows: shown,
    total: {
      opening: total('opening'),
      movement: total('movement'),
      yearToDate: total('yearToDate'),
      closing: total('closing'),
    },
  }
}

function addLevels(codes: Set<string>, account: string): void {
  for (let length = NATIONAL_DIGITS; length <= account.length; length += LEVEL_DIGITS) {
    codes.add(account.slice(0, length))
  }
}

function moved(turnovers: readonly Turnover[]): Sides {
  return {
    debit: sumFen(turnovers.map(({ debit }) => debit)),
    credit: sumFen(turnovers.map(({ credit }) => credit)),
  }
}

function standing(balances: readonly Balance[], account: string): Sides {
  if (account.startsWith(BOTH_SIDES)) {
    return {
      debit: sumFen(balances.map(({ debitSide }) => debitSide)),
      credit: sumFen(balances.map(({ creditSide }) => creditSide)),
    }
  }
  const net = balances.reduce((sum, balance) => sum + balance.net, 0n)
  return net >= 0n ? { debit: fen(net), credit: fen(0) } : { debit: fen(0), credit: fen(-net) }
}
