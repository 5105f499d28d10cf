import type { In, Out } from '../../api.ts'
import { readAmount } from '../ledger/entry.ts'
import { FIRST_QUOTES, type Paper, type Quote, quotesOf } from './parts.tsx'
import type { ContractKind } from './words.ts'

/* A contract while it is typed: everything is text. */

type Asked = In<'saveContract'>
type Day = Asked['startsOn']
type TermKind = 'performance' | 'payment' | 'collection'

export interface TermDraft {
  readonly kind: TermKind
  readonly dueOn: string
  readonly amount: string
  readonly text: string
}

export interface ContractDraft {
  readonly title: string
  readonly kind: ContractKind
  readonly direction: 'pays' | 'receives'
  readonly amount: string
  readonly priceBasis: string
  readonly startsOn: string
  readonly expiresOn: string
  readonly legacy: boolean
  readonly signedOn: string
  readonly partner: Readonly<Record<PartnerField, string>>
  readonly schedule: readonly TermDraft[]
  readonly quotes: readonly Quote[]
  readonly singleSource: string
  readonly reason: string
  readonly papers: readonly Paper[]
}

export const PARTNER_FIELDS = [
  'name',
  'creditCode',
  'legalRep',
  'idNumber',
  'phone',
  'account',
  'address',
] as const
export type PartnerField = (typeof PARTNER_FIELDS)[number]

export const emptyTerm = (dueOn: string): TermDraft => ({
  kind: 'payment',
  dueOn,
  amount: '',
  text: '',
})

/** A new contract, or what stands of one that is changed. */
export function draftOf(today: string, before: Out<'readContract'> | null): ContractDraft {
  const facts = before?.partnerFacts
  return {
    title: before?.title ?? '',
    kind: before?.kind ?? 'purchase',
    direction: before?.direction ?? 'pays',
    amount: before?.amount ?? '',
    priceBasis: before?.priceBasis ?? '',
    startsOn: before?.startsOn ?? today,
    expiresOn: before?.expiresOn ?? `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`,
    legacy: false,
    signedOn: '',
    partner: {
      name: before?.partner ?? '',
      creditCode: facts?.creditCode ?? '',
      legalRep: facts?.legalRep ?? '',
      idNumber: '',
      phone: '',
      account: '',
      address: facts?.address ?? '',
    },
    schedule: (before?.schedule ?? []).map((term) => ({
      kind: term.kind,
      dueOn: term.dueOn,
      amount: term.amount ?? '',
      text: term.text,
    })),
    quotes: before === null || before.quotes.length === 0 ? FIRST_QUOTES : before.quotes,
    singleSource: before?.singleSource ?? '',
    reason: '',
    papers: [],
  }
}

const given = (value: string): string | null => (value.trim() === '' ? null : value.trim())

/** What the server is asked; null while something it cannot do without is missing. */
export function askedOf(
  coopId: string,
  contractId: string | null,
  draft: ContractDraft,
): Asked | null {
  const amount = readAmount(draft.amount)
  const { name, ...facts } = draft.partner
  const missing = [draft.title, name, draft.priceBasis].some((value) => value.trim() === '')
  if (coopId === '' || amount === null || missing) return null
  if (draft.legacy && draft.signedOn === '') return null
  return {
    coopId,
    contractId,
    title: draft.title.trim(),
    kind: draft.kind,
    direction: draft.direction,
    amount,
    priceBasis: draft.priceBasis.trim(),
    startsOn: draft.startsOn as Day,
    expiresOn: draft.expiresOn as Day,
    signedOn: draft.legacy ? (draft.signedOn as Day) : null,
    partner: {
      name: name.trim(),
      creditCode: given(facts.creditCode),
      legalRep: given(facts.legalRep),
      idNumber: given(facts.idNumber),
      phone: given(facts.phone),
      account: given(facts.account),
      address: given(facts.address),
    },
    schedule: draft.schedule
      .filter(({ text }) => text.trim() !== '')
      .map((term) => ({
        kind: term.kind,
        dueOn: term.dueOn as Day,
        amount: term.amount.trim() === '' ? null : (readAmount(term.amount) ?? term.amount),
        text: term.text.trim(),
      })),
    quotes: quotesOf(draft.quotes).map((quote) => ({
      ...quote,
      amount: readAmount(quote.amount) ?? quote.amount,
    })),
    singleSource: given(draft.singleSource),
    reason: draft.reason.trim(),
    papers: [...draft.papers],
  }
}

/**
 * As soon as the other side is named, what ties it to the co-op can be asked: in a dry run, with stand-ins for what is
 * still to be typed. Null before that, and once everything is there.
 */
export function tiesAskedOf(
  coopId: string,
  contractId: string | null,
  draft: ContractDraft,
): Asked | null {
  if (askedOf(coopId, contractId, draft) !== null) return null
  const later = (value: string, standIn: string): string => (value.trim() === '' ? standIn : value)
  return askedOf(coopId, contractId, {
    ...draft,
    title: later(draft.title, '待填'),
    priceBasis: later(draft.priceBasis, '待填'),
    amount: readAmount(draft.amount) === null ? '0.01' : draft.amount,
    legacy: false,
    schedule: [],
    quotes: [],
    papers: [],
  })
}
