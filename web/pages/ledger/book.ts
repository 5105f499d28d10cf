import { useMemo } from 'react'
import type { Out } from '../../api.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { displayYuan } from '../../../src/kernel/money.ts'
import type { Option } from './combobox.tsx'
import { type EntryLine, fenOf } from './entry.ts'
import { initialsOf, matchesInitials } from './initials.ts'
import type { ChartAccount, Party, PartyKind } from './words.ts'

/* What a voucher of one book may name: its accounts, members and parties, found as they are typed. */

type Member = Out<'readRegister'>['rows'][number]

export interface Book {
  readonly accounts: readonly ChartAccount[]
  readonly account: (code: string) => ChartAccount | undefined
  readonly leaves: ReadonlySet<string>
  readonly findAccounts: (typed: string, under?: readonly string[]) => readonly Option[]
  readonly findMembers: (typed: string) => readonly Option[]
  readonly findParties: (kinds: readonly PartyKind[], typed: string) => readonly Option[]
  readonly partiesOf: (kind: PartyKind) => number
  readonly nameOf: (id: string) => string
  /** Debit minus credit of everything posted on the account and below it, in fen. */
  readonly balanceOf: (code: string) => bigint
}

const isLatin = (typed: string): boolean => /^[a-z]+$/i.test(typed)

/** How well a named thing fits what was typed: 0 best, null not at all. */
export function fit(
  thing: { readonly code: string; readonly name: string; readonly initials: string },
  typed: string,
  person = false,
): number | null {
  if (typed === '') return 2
  if (/^\d+$/.test(typed)) {
    if (thing.code === typed) return 0
    if (thing.code.startsWith(typed)) return 1
    return thing.name.includes(typed) ? 2 : null
  }
  if (isLatin(typed)) {
    const letters = typed.toLowerCase()
    if (thing.initials === letters) return 0
    if (thing.initials.startsWith(letters)) return 1
    if (thing.initials.includes(letters)) return 2
    return matchesInitials(thing.name, letters, person) ? 2 : null
  }
  if (thing.name.startsWith(typed)) return 1
  return thing.name.includes(typed) ? 2 : null
}

interface Found extends Option {
  readonly fit: number
}

const best = (found: readonly Found[]): readonly Option[] => found.toSorted((a, b) => a.fit - b.fit)

/** The side a balance stands on, with its size: 借 1,200.00. */
export function showSide(net: bigint): string {
  if (net === 0n) return say({ zh: '平 0.00', en: '0.00' })
  return net > 0n
    ? say({ zh: `借 ${displayYuan(net)}`, en: `Dr ${displayYuan(net)}` })
    : say({ zh: `贷 ${displayYuan(-net)}`, en: `Cr ${displayYuan(-net)}` })
}

function bookOf(
  accounts: readonly ChartAccount[],
  members: readonly Member[],
  parties: readonly Party[],
): Book {
  const byCode = new Map(accounts.map((account) => [account.code, account]))
  const leaves = accounts.filter((account) => account.leaf && !account.retired)
  const people = members.map((member) => ({
    id: member.holderId,
    code: member.memberNumber,
    name: member.name,
    initials: initialsOf(member.name, true),
  }))
  const names = new Map<string, string>([
    ...people.map((one) => [one.id, one.name] as const),
    ...parties.map((one) => [one.id, one.name] as const),
  ])
  const balanceOf = (code: string): bigint =>
    accounts.reduce((sum, one) => (one.code.startsWith(code) ? sum + fenOf(one.balance) : sum), 0n)
  return {
    accounts,
    account: (code) => byCode.get(code),
    leaves: new Set(leaves.map((account) => account.code)),
    balanceOf,
    partiesOf: (kind) => parties.filter((one) => one.kind === kind).length,
    nameOf: (id) => names.get(id) ?? '',
    findAccounts: (typed, under) =>
      best(
        leaves.flatMap((account): Found[] => {
          if (under?.every((code) => !account.code.startsWith(code)) === true) return []
          const rank = fit({ ...account, name: account.fullName.zh }, typed)
          if (rank === null) return []
          const label = say(account.fullName)
          const note = showSide(fenOf(account.balance))
          return [{ key: account.code, code: account.code, label, note, fit: rank }]
        }),
      ),
    findMembers: (typed) =>
      best(
        people.flatMap((one): Found[] => {
          const rank = fit(one, typed, true)
          return rank === null ? [] : [{ key: one.id, code: one.code, label: one.name, fit: rank }]
        }),
      ),
    findParties: (kinds, typed) =>
      best(
        parties.flatMap((one): Found[] => {
          if (!kinds.includes(one.kind) || one.retired) return []
          const rank = fit({ code: '', name: one.name, initials: one.initials }, typed)
          if (rank === null) return []
          const note = one.note === null ? {} : { note: one.note }
          return [{ key: one.id, label: one.name, fit: rank, ...note }]
        }),
      ),
  }
}

/** The book's words; undefined until its chart is there. Who may not read the register names no members. */
export function useBook(coopId: string, mayMembers: boolean): Book | undefined {
  const chart = useRead('readChart', { coopId })
  const members = useRead('readRegister', { coopId }, { enabled: mayMembers })
  const parties = useRead('listParties', { coopId, limit: 500 })
  return useMemo(
    () =>
      chart.data === undefined
        ? undefined
        : bookOf(chart.data.accounts, members.data?.rows ?? [], parties.data?.rows ?? []),
    [chart.data, members.data, parties.data],
  )
}

export interface Moved {
  readonly code: string
  readonly name: string
  readonly before: bigint
  readonly after: bigint
}

/** The accounts that the lines touch, before and after. */
export function movedBy(book: Book, lines: readonly EntryLine[]): readonly Moved[] {
  const codes = [...new Set(lines.map((line) => line.account))].filter((code) => code !== '')
  return codes.map((code) => {
    const before = book.balanceOf(code)
    const change = lines
      .filter((line) => line.account === code)
      .reduce((sum, line) => sum + fenOf(line.debit) - fenOf(line.credit), 0n)
    const account = book.account(code)
    return {
      code,
      name: account === undefined ? '' : say(account.fullName),
      before,
      after: before + change,
    }
  })
}
