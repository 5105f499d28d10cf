import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { date, dayNumber } from '../../../kernel/date.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { bookRules, bookRulesUnder, charterTermsOf } from '../../policy/index.ts'
import { holdersByIds } from '../../shares/index.ts'
import {
  type Basis,
  type Document,
  documentSchema,
  type Terms,
  termsSchema,
} from '../model/terms.ts'
import { inputsSchema, type Sourced } from '../rules/inputs.ts'
import type { BookRules } from '../rules/policy.ts'
import type { Names } from '../rules/present.ts'
import type { PlanRow, ResolutionRow } from '../store.ts'

/* Plans on their way to and from the database, and what the paper about them says. */

export const documentText = (document: Document): string =>
  JSON.stringify(z.encode(documentSchema, document))

export const termsText = (terms: Terms): string => JSON.stringify(z.encode(termsSchema, terms))

export const inputsText = ({ inputs }: Sourced): string =>
  JSON.stringify(z.encode(inputsSchema, inputs))

export const storedDocument = (row: PlanRow): Document => documentSchema.parse(row.document)

export const storedTerms = (row: PlanRow): Terms | null =>
  row.terms === null ? null : termsSchema.parse(row.terms)

/** What the plan was computed on; null while it is a draft. */
export const storedSourced = (row: PlanRow): Sourced | null =>
  row.inputs === null
    ? null
    : { document: storedDocument(row), inputs: inputsSchema.parse(row.inputs) }

/** One hash over what the assembly resolves on: the plan and everything it was computed from. */
export const contentHash = (sourced: Sourced): string =>
  createHash('sha256')
    .update(`${documentText(sourced.document)}\n${inputsText(sourced)}`)
    .digest('hex')

/** How an agenda names the very version of a plan that is voted on: half of its hash, with what it is. */
export const frozenKind = (hash: string): string => `distribution-plan:${hash.slice(0, 32)}`

/** The names of all who stand in a plan. */
export async function namesOf(ctx: Ctx, { inputs }: Sourced): Promise<Names> {
  const holders = await holdersByIds(
    ctx,
    inputs.people.map(({ holderId }) => holderId),
  )
  return new Map([...holders].map(([id, { holder }]): [AnyId, string] => [id, holder.name]))
}

/** The rules of a co-op's plan, and what its charter counts as a transaction. */
export type PlanRules = BookRules & { readonly basis: Basis['by'] }

/**
 * The rules that count for the plans of a year: those of its last day, under the charter each of these co-ops had then
 * (农民专业合作社法 42, 44: a charter may be stricter).
 */
export async function rulesOfYear(
  ctx: Ctx,
  year: number,
  coopIds: readonly AnyId[],
): Promise<(coopId: AnyId) => PlanRules> {
  const end = date(`${year}-12-31`)
  const rules = (await bookRules(ctx))(end)
  const charterOn = await charterTermsOf(ctx, coopIds)
  return (coopId) => {
    const terms = charterOn(coopId, end)
    return { ...bookRulesUnder(rules, terms), basis: terms?.finance.basis ?? 'value' }
  }
}

/** What a resolution leaves to be explained; nothing of it undoes the vote. */
export function resolutionWarnings(
  row: Pick<ResolutionRow, 'available_from' | 'decided_on'>,
  { parameters: { notice } }: Pick<BookRules['DIST-VOTE'], 'parameters'>,
): Text[] {
  const { available_from: from, decided_on: on } = row
  const least = daysText(notice)
  if (from === null) {
    return [
      text(
        `没有登记方案和账目何时起供成员查阅(农民专业合作社法第四十条:大会召开${least}日前)。`,
        `Nothing says since when plan and accounts could be looked into (Art. 40: ${notice} days before).`,
      ),
    ]
  }
  const days = dayNumber(on) - dayNumber(from)
  if (days >= notice) return []
  return [
    text(
      `方案和账目只提前 ${days} 日供成员查阅,不足${least}日(农民专业合作社法第四十条)。`,
      `Plan and accounts were available ${days} day(s) before, less than ${notice} (Art. 40).`,
    ),
  ]
}

/** The lawful fifteen days are written as the Act writes them. */
const daysText = (days: number): string => (days === 15 ? '十五' : ` ${days} `)
