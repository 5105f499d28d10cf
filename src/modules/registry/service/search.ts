import { normaliseIdentifier } from '../../../kernel/identifier.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { typedPinyin } from '../../../platform/pinyin.ts'
import type { cooperativeContract } from '../contract/cooperatives.ts'
import { readName } from '../rules/codes.ts'
import { search } from '../store/search.ts'
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
