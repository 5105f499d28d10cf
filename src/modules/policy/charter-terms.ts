import { z } from 'zod'
import type { LocalDate } from '../../kernel/date.ts'
import { compareFractions, type Fraction } from '../../kernel/fraction.ts'
import type { AnyId } from '../../kernel/id.ts'
import { day } from '../../kernel/schema.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { count, oneOf, share } from './parameter-schemas.ts'
import type { BookRules, RuleInForce } from './service/book-rules.ts'

/*
 * What a co-op's own charter says where rules of law or county leave room: it may be stricter, never looser. The
 * charters are kept by a later module; it answers to the name below, and the rules above it read the answer here.
 */

/** The name under which charters in force are told. */
export const CHARTER_TERMS = 'governance.charter-terms'

const article = z.string()

/** The terms of one adopted charter, each with the article that says it ("第十四条"). */
export const charterTermsSchema = z.object({
  /** The day from which it counts. */
  from: day,
  contributions: z.object({
    cap: share.nullable(),
    capArticle: article,
    collectiveMin: share.nullable(),
    collectiveMax: share.nullable(),
    bandArticle: article,
  }),
  finance: z.object({
    reserveRate: share,
    reserveOf: oneOf(['after-loss', 'surplus']),
    quantifyBy: oneOf(['contribution', 'patronage', 'equal']),
    reserveArticle: article,
    returnRate: share,
    basis: oneOf(['value', 'quantity', 'mu', 'days']),
    returnArticle: article,
  }),
  additional: z.object({
    /** The most additional votes of all, of the basic ones; zero where the charter has none. */
    cap: share,
    /** The most of one member; null: no limit beside the cap. */
    perMember: count.nullable(),
    article,
  }),
  exit: z.object({
    person: count,
    unit: count,
    noticeArticle: article,
    lossBy: oneOf(['contribution', 'equal']),
    refundArticle: article,
  }),
})
export type CharterTerms = z.output<typeof charterTermsSchema>

/** The terms of a co-op's charter on a day; null where no charter is in force. */
export type CharterTermsOn = (coopId: AnyId, on: LocalDate) => CharterTerms | null

/** The charters of these co-ops, read once for as many days as wanted. */
export async function charterTermsOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<CharterTermsOn> {
  const answers = coopIds.length === 0 ? new Map() : await ctx.ask(CHARTER_TERMS, coopIds)
  const known = new Map(
    Array.from(answers, ([id, answer]) => [
      id as AnyId,
      z
        .array(charterTermsSchema)
        .parse(answer)
        .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    ]),
  )
  return (coopId, on) => known.get(coopId)?.findLast(({ from }) => from <= on) ?? null
}

/** "本社章程第十四条": how a finding cites a charter. */
export const charterSource = (said: string): string => `本社章程${said}`

export const stricterLeast = (own: Fraction | null, rule: Fraction): boolean =>
  own !== null && compareFractions(own, rule) > 0
export const stricterMost = (own: Fraction | null, rule: Fraction): boolean =>
  own !== null && compareFractions(own, rule) < 0

const under = <R extends RuleInForce>(
  rule: R,
  said: string,
  parameters: Partial<R['parameters']>,
): R => ({
  ...rule,
  source: `${charterSource(said)};${rule.source}`,
  parameters: { ...rule.parameters, ...parameters },
})

/**
 * The rules of distribution and leaving for a co-op with a charter: its terms stand where the Act leaves them to the
 * charter (农民专业合作社法 25, 28, 42), and its part of the return where it is more than the Act's (44).
 */
export function bookRulesUnder(rules: BookRules, terms: CharterTerms | null): BookRules {
  if (terms === null) return rules
  const { finance, exit } = terms
  const { reserveRate, reserveOf, quantifyBy, returnRate } = finance
  const least = rules['DIST-60'].parameters.min
  return {
    ...rules,
    'DIST-60': stricterLeast(returnRate, least)
      ? under(rules['DIST-60'], finance.returnArticle, { min: returnRate })
      : rules['DIST-60'],
    'DIST-RESERVE': under(rules['DIST-RESERVE'], finance.reserveArticle, {
      min: stricterLeast(reserveRate, rules['DIST-RESERVE'].parameters.min)
        ? reserveRate
        : rules['DIST-RESERVE'].parameters.min,
      of: reserveOf,
    }),
    'DIST-TERMS': under(rules['DIST-TERMS'], finance.reserveArticle, {
      reserveRate,
      reserveOf,
      quantifyBy,
      returnRate,
    }),
    'EXIT-NOTICE': under(rules['EXIT-NOTICE'], exit.noticeArticle, {
      person: exit.person,
      unit: exit.unit,
    }),
    'EXIT-REFUND': under(rules['EXIT-REFUND'], exit.refundArticle, { lossBy: exit.lossBy }),
  }
}
