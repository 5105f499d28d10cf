import { type Text, text } from '../../kernel/text.ts'

/*
 * How people call the readings. An id is built from words: who is looked at, how they are added up, of
 * what base. A name is built from the same words.
 */

const WORDS: Readonly<Record<string, Text>> = {
  registered: text('认缴出资', 'registered contributions'),
  paid: text('实缴出资', 'paid-up contributions'),
  internal: text('内部量化份额', 'internal units'),
  dividend: text('分红权', 'dividend rights'),
  each: text('每一名', 'each member of the'),
  together: text('合计', 'together, the'),
  average: text('人均', 'on average, the'),
  committee: text('支部委员', 'branch committee'),
  party: text('支部全体党员', 'Party members of the branch'),
  person: text('单个成员', 'a single member'),
  household: text('一户合计', 'a household together'),
  group: text('关联人合计', 'linked members together'),
}

const WHOLE: Readonly<Record<string, Text>> = {
  'registered-households': text('按户籍户数', 'of registered households'),
  'resident-households': text('按常住户数', 'of resident households'),
  'collective-households': text('按集体经济组织成员户数', 'of the collective’s member households'),
  members: text('成员数', 'number of members'),
  farmers: text('农民成员比例', 'share of farmers'),
  units: text('单位成员数', 'number of unit members'),
  'public-units': text('公共事务管理单位数', 'number of units with public functions'),
}

const word = (key: string): Text => WORDS[key] ?? text(key, key)

/** The name of a base: 实缴出资. */
export const baseText = (base: string): Text => word(base)

/** The name of a reading by its id, as findings and the choice of a binding reading show it. */
export function readingText(id: string): Text {
  const whole = WHOLE[id]
  if (whole !== undefined) return whole
  const parts = id.replace('-no-enterprise', '').split('-')
  const [first = '', second = '', third = ''] = parts
  if (parts.length === 1) return text(`按${word(first).zh}`, `by ${word(first).en}`)
  if (parts.length === 3) {
    return text(
      `${word(second).zh}${word(first).zh}·${word(third).zh}`,
      `${word(first).en} ${word(second).en}, by ${word(third).en}`,
    )
  }
  const without = id.endsWith('-no-enterprise')
  return text(
    `${word(first).zh}·${word(second).zh}${without ? '(企业除外)' : ''}`,
    `${word(first).en}, by ${word(second).en}${without ? ', enterprises aside' : ''}`,
  )
}
