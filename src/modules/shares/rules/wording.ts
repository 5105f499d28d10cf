import { displayPercent, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { nameAt, type Places, type Sheet } from './facts.ts'
import { unitsAllowed } from './membership.ts'
import type { RegisterPolicy, RuleId } from './policy.ts'
import { baseText, readingText } from './reading-names.ts'
import { type Judged, type JudgedReading, subtract } from './reading.ts'

/* What a finding says: who holds how much, what the limit is, by how much it is missed. */

interface Told {
  readonly sheet: Sheet
  readonly policy: RegisterPolicy
  readonly one: Judged
  readonly bound: JudgedReading
}

/** The sentence of a finding, without its fix. */
export function sentenceOf(sheet: Sheet, policy: RegisterPolicy, one: Judged): Text {
  const { bound } = one
  if (bound === null) {
    const missing = one.notComputed.map(({ missing: what }) => what)[0] ?? ''
    return text(`无法计算:缺少 ${missing}`, `Cannot be computed: ${missing} is missing`)
  }
  if (bound.measured === null) {
    return text(
      `${readingText(bound.id).zh}:基数为零,无从计算`,
      `${readingText(bound.id).en}: the base is zero, nothing to measure`,
    )
  }
  const told = SENTENCES[one.rule]({ sheet, policy, one, bound })
  const others = elsewhere(one)
  return text(told.zh + others.zh, told.en + others.en)
}

/** Readings that come out otherwise than the binding one. */
function elsewhere({ readings, bound }: Judged): Text {
  const other = readings.filter(({ outcome }) => outcome !== bound?.outcome)
  const [first] = other
  if (first === undefined || bound === null) return text('', '')
  const name = readingText(first.id)
  const count = other.length
  if (first.outcome === 'depends') {
    return text(`;${name.zh}等 ${count} 种口径无基数`, `; ${count} other reading(s) have no base`)
  }
  const [zh, en] = first.outcome === 'fails' ? ['不符合', 'fail'] : ['符合', 'pass']
  return text(
    count === 1 ? `;但${name.zh}口径${zh}` : `;但${name.zh}等 ${count} 种口径${zh}`,
    `; but ${count} other reading(s) ${en} (${name.en})`,
  )
}

/** 20%, 33.33%: as few places as are exact, two at most. */
export function percent(f: Fraction): string {
  return displayPercent(f, 2).replace(/\.?0+%$/, '%')
}

/** A share as it is shown: always two places, so that columns of findings line up. */
const shown = (f: Fraction): string => displayPercent(f, 2)

/** Percentage points missing or too many; what vanishes in two places is still said. */
function points(gap: Fraction): Text {
  const cut = displayPercent(gap, 2).replace('%', '')
  return cut === '0.00'
    ? text('不到 0.01 个百分点', 'less than 0.01 points')
    : text(`${cut} 个百分点`, `${cut} points`)
}

const gapText = ({ shortfall }: JudgedReading, zh: string, en: string): Text => {
  if (shortfall.num === 0n) return text('', '')
  const by = points(shortfall)
  return text(`,${zh} ${by.zh}`, `, ${by.en} ${en}`)
}

const baseOf = ({ share }: JudgedReading): Text => baseText(share?.base.id ?? '')
const measuredOf = ({ measured }: JudgedReading): Fraction => measured ?? fraction(0n)

/** Up to three names and how many more. */
export function names(sheet: Sheet, places: Places): Text {
  const some = places.slice(0, 3).map((place) => nameAt(sheet, place))
  const more = places.length - some.length
  return more > 0
    ? text(`${some.join('、')}等 ${places.length} 个`, `${some.join(', ')} and ${more} more`)
    : text(some.join('、'), some.join(', '))
}

function collectiveSentence({ policy, bound }: Told): Text {
  const { min, max } = policy['SEED-COLL'].parameters
  const measured = measuredOf(bound)
  const low = subtract(measured, min).num < 0n
  const gap = low ? gapText(bound, '低', 'too low') : gapText(bound, '高', 'too high')
  return text(
    `集体按${baseOf(bound).zh}占 ${shown(measured)},以 ${percent(min)}—${percent(max)} 为宜${gap.zh}`,
    `The collective has ${shown(measured)} of ${baseOf(bound).en}; ` +
      `${percent(min)}–${percent(max)} is appropriate${gap.en}`,
  )
}

function branchSentence({ sheet, policy, bound }: Told): Text {
  const { min } = policy['SEED-BRANCH'].parameters
  const [way = '', who = ''] = bound.id.split('-')
  const people =
    who === 'committee' ? text('支部委员', 'branch committee') : text('支部党员', 'branch')
  const first = bound.places[0]
  const name = first === undefined ? '' : nameAt(sheet, first)
  const subject =
    way === 'each'
      ? text(`${people.zh}中最少的 ${name} `, `${name}, the least in the ${people.en},`)
      : way === 'together'
        ? text(`${people.zh} ${bound.places.length} 人合计`, `The ${people.en} together`)
        : text(`${people.zh} ${bound.places.length} 人人均`, `The ${people.en} on average`)
  const gap = gapText(bound, '差', 'short')
  const measured = shown(measuredOf(bound))
  return text(
    `${subject.zh}按${baseOf(bound).zh}占 ${measured},下限 ${percent(min)}${gap.zh}`,
    `${subject.en} has ${measured} of ${baseOf(bound).en}; at least ${percent(min)}${gap.en}`,
  )
}

function capSentence({ sheet, policy, bound }: Told): Text {
  const { max } = policy['SEED-MAX20'].parameters
  const who = names(sheet, bound.places)
  const subject = bound.id.startsWith('household')
    ? text(`最大的一户(${who.zh})`, `The largest household (${who.en})`)
    : bound.id.startsWith('group')
      ? text(`最大的关联人(${who.zh})`, `The largest linked members (${who.en})`)
      : text(`最大的单个成员 ${who.zh} `, `The largest single member, ${who.en},`)
  const gap = gapText(bound, '超出', 'over')
  const measured = shown(measuredOf(bound))
  return text(
    `${subject.zh}按${baseOf(bound).zh}占 ${measured},上限 ${percent(max)}${gap.zh}`,
    `${subject.en} has ${measured} of ${baseOf(bound).en}; at most ${percent(max)}${gap.en}`,
  )
}

function householdSentence({ sheet, policy, bound }: Told): Text {
  const { min } = policy['SEED-HH10'].parameters
  const gap = gapText(bound, '差', 'short')
  const measured = shown(measuredOf(bound))
  const joined = new Set(bound.places.map((place) => sheet.holders[place]?.household)).size
  const name = readingText(bound.id)
  return text(
    `入社 ${joined} 户,${name.zh}占 ${measured},下限 ${percent(min)}${gap.zh}`,
    `${joined} households have joined, ${measured} ${name.en}; at least ${percent(min)}${gap.en}`,
  )
}

function memberSentence({ policy, bound }: Told): Text {
  const { members } = policy['COOP-MIN'].parameters
  const count = measuredOf(bound).num
  const short = bound.shortfall.num
  return text(
    `成员 ${count} 个,至少 ${members} 个${short > 0n ? `,还差 ${short} 个` : ''}`,
    `${count} members; at least ${members}${short > 0n ? `, ${short} short` : ''}`,
  )
}

function farmerSentence({ sheet, policy, bound }: Told): Text {
  const { min } = policy['COOP-FARMER80'].parameters
  const members = sheet.holders.filter((holder) => holder.class !== 'other').length
  const farmers = bound.places.length
  const gap = gapText(bound, '差', 'short')
  const measured = shown(measuredOf(bound))
  return text(
    `农民成员 ${farmers} 个,占全部 ${members} 个成员的 ${measured},下限 ${percent(min)}${gap.zh}`,
    `${farmers} of ${members} members are farmers, ${measured}; at least ${percent(min)}${gap.en}`,
  )
}

function unitSentence({ sheet, policy, bound }: Told): Text {
  const { parameters } = policy['COOP-UNIT']
  const members = sheet.holders.filter((holder) => holder.class !== 'other').length
  const [units, allowed] = [bound.places.length, unitsAllowed(members, parameters)]
  const over = bound.shortfall.num
  const who = units > 0 ? names(sheet, bound.places) : text('无', 'none')
  const limit =
    members <= parameters.small
      ? text(`成员不超过 ${parameters.small} 个时`, `up to ${parameters.small} members`)
      : text(`不超过成员的 ${percent(parameters.max)},即`, `${percent(parameters.max)} of members`)
  return text(
    `成员 ${members} 个,其中单位 ${units} 个(${who.zh});${limit.zh}最多 ${allowed} 个` +
      (over > 0n ? `,多 ${over} 个` : ''),
    `${units} of ${members} members are units (${who.en}); ${limit.en}: at most ${allowed}` +
      (over > 0n ? `, ${over} too many` : ''),
  )
}

function publicSentence({ sheet, bound }: Told): Text {
  if (bound.places.length === 0) {
    return text('没有具有管理公共事务职能的成员', 'No member has public-administration functions')
  }
  const who = names(sheet, bound.places)
  return text(
    `${who.zh}具有管理公共事务职能,不得加入合作社`,
    `${who.en}: with public-administration functions, may not be a member`,
  )
}

const SENTENCES: Readonly<Record<RuleId, (told: Told) => Text>> = {
  'SEED-COLL': collectiveSentence,
  'SEED-BRANCH': branchSentence,
  'SEED-MAX20': capSentence,
  'SEED-HH10': householdSentence,
  'COOP-MIN': memberSentence,
  'COOP-FARMER80': farmerSentence,
  'COOP-UNIT': unitSentence,
  'COOP-PUBLIC': publicSentence,
}
