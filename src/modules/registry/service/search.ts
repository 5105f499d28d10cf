import { normaliseIdentifier } from '../../../kernel/identifier.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { typedPinyin } from '../../../platform/pinyin.ts'
import type { cooperativeContract } from '../contract/cooperatives.ts'
import { readName } from '../rules/codes.ts'
import { personsNamed, search } from '../store/search.ts'
import { maskedOf } from './person-out.ts'
import { lookupsOf } from './persons.ts'

type Coop = Verbs<typeof cooperativeContract, Ctx>

/** Finds by Chinese text, pinyin, initials or code; persons only for those who may read them. */
export const searchRegistry: Coop['searchRegistry'] = async (ctx, input) => {
  const code = normaliseIdentifier(input.q)
  const persons = ctx.may('person.read')
  const typed = {
    text: readName(input.q),
    pinyin: typedPinyin(input.q),
    code: /^(?=.*\d)[0-9A-Z]{4,18}$/.test(code) ? code : null,
    ...(persons ? lookupsOf(ctx, input.q) : {}),
  }
  const hits = await search(ctx, typed, { limit: input.limit, persons })
  return {
    hits: hits.map(({ ended, ...hit }) => ({
      ...hit,
      note: ended ? text('已终止', 'ended') : null,
    })),
  }
}

const FOUND_MAX = 20

/** The persons an account may be opened for; whom an administrator has seen stands in the audit trail. */
export const findPersons: Coop['findPersons'] = async (ctx, { q }) => {
  const typed = { text: readName(q), pinyin: typedPinyin(q) }
  const found = await personsNamed(ctx, typed, FOUND_MAX + 1)
  const shown = found.slice(0, FOUND_MAX)
  ctx.record({ entity: 'person', id: 'search', after: { shown: shown.map(({ id }) => id) } })
  return {
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      idNumber: maskedOf(ctx, row).idNumber,
      village: row.village_name,
    })),
    more: found.length > shown.length,
  }
}
