import type { z } from 'zod'
import type { LocalDate } from '../../../kernel/date.ts'
import type { charterTermsSchema } from '../../policy/index.ts'
import type { Charter, OwnClause } from './charter.ts'
import { articleOf } from './charter-text.ts'

const BASES = { value: 'value', quantity: 'quantity', area: 'mu', days: 'days' } as const

/** What an adopted charter tells the rules of shares and distribution, each term with its article. */
export function charterTerms(
  charter: Charter,
  own: readonly OwnClause[],
  from: LocalDate,
): z.input<typeof charterTermsSchema> {
  const { additional, contributions, finance, members } = charter
  const article = articleOf(charter, own)
  return {
    from,
    contributions: {
      cap: contributions.cap,
      capArticle: article('contributions.cap'),
      collectiveMin: contributions.collectiveMin,
      collectiveMax: contributions.collectiveMax,
      bandArticle: article('contributions.collectiveMin'),
    },
    finance: {
      reserveRate: finance.reserveRate,
      reserveOf: finance.reserveOf,
      quantifyBy: finance.quantifyBy,
      reserveArticle: article('finance.reserveRate'),
      returnRate: finance.returnRate,
      basis: BASES[finance.basis],
      returnArticle: article('finance.returnRate'),
    },
    additional: {
      cap: additional.allowed ? additional.cap : '0/1',
      perMember: additional.perMember,
      article: article('additional.cap'),
    },
    exit: {
      person: members.exitPersonMonths,
      unit: members.exitUnitMonths,
      noticeArticle: article('members.exitPersonMonths'),
      lossBy: members.lossBy,
      refundArticle: article('members.lossBy'),
    },
  }
}
