import type { Body, Claim, Manuscript, Quoted } from '../model.ts'

/* The text of a case: its references, its typed amounts, and how both are shown. */

/** `{{indicator|unit|period}}`; what stands between the bars is checked when it is resolved. */
const REFERENCE = /\{\{([^{}]*)\}\}/g

export interface Reference {
  /** As written, without braces and spaces around its parts. */
  readonly ref: string
  readonly indicator: string
  readonly unit: string
  readonly period: string
}

/** One reference as it was written; null where it has not three parts. */
export function parseReference(written: string): Reference | null {
  const parts = written.split('|').map((part) => part.trim())
  const [indicator = '', unit = '', period = ''] = parts
  if (parts.length !== 3 || indicator === '' || unit === '' || period === '') return null
  return { ref: parts.join('|'), indicator, unit, period }
}

/** What is written between double braces, in order, repetitions included. */
export const referencesIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].map((match) => match[1] ?? '')

/** Every text of a manuscript that may hold numbers, with the path of its field. */
export const textsOf = (of: Manuscript): { readonly path: string; readonly text: string }[] => [
  { path: '$.title', text: of.title },
  { path: '$.summary', text: of.summary },
  ...of.sections.flatMap(({ heading, text }, i) => [
    { path: `$.sections[${i}].heading`, text: heading },
    { path: `$.sections[${i}].text`, text },
  ]),
  ...of.photos.map(({ caption }, i) => ({ path: `$.photos[${i}].caption`, text: caption })),
]

const DIGITS = String.raw`[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?`
const WORDS = '[〇零一二两三四五六七八九十百千万亿]+'
const SCALE = '[十百千万亿]*(?:余|多)?'
/** What amounts are counted in; a number before one of these is an amount whoever wrote it. */
const MEASURES = [
  '元|亩|公顷|平方米|立方米|米|公里|吨|公斤|斤|千克|千瓦',
  '户|人次|人|名|位|口人|家|个|座|处|间|栋|套|台|辆|条|头|只|羽|棵|株|棚|场|次|项|件|份|股',
  '倍|成|个百分点|%|％|‰|村|社|镇|乡|天|小时',
].join('|')
/** A number that is no date, year or ordinal. */
const AMOUNT = new RegExp(
  `(?:百分之(?:${DIGITS}|${WORDS}(?:点${WORDS})?))|(?<!第)(?<![0-9０-９.．])(?:${DIGITS}|${WORDS})\\s*${SCALE}\\s*(?:${MEASURES})`,
  'g',
)
/** A bare number of two and more digits is suspected too, unless it is a year, a day, a section or an ordinal. */
const BARE = new RegExp(
  `(?<![第〔（(0-9０-９.．-])${DIGITS}(?![0-9０-９.．]*\\s*(?:年|月|日|号|届|[.、)）〕]))`,
  'g',
)

/** "一户" tells which, not how many; set phrases count nobody. */
const IDIOMS =
  /^(?:一(?:户|人|名|位|家|个|座|处|间|栋|项|件|份|股|村|社|镇|乡|天|场|次|条|套|台)|千家|百家|万户)$/

/** "四个成效", "三个统一": a few of something that nobody counts in the registers. */
const FEW = /^[二两三四五六七八九十]个$/
const COUNTED = /^[村社乡镇县市户人企合大基农园棚点]/

const isPhrase = (said: string, after: string): boolean =>
  IDIOMS.test(said) || (FEW.test(said) && !COUNTED.test(after))

/**
 * Amounts that somebody typed, in the order of the text, each once: digits with or without a measure, and Chinese
 * numerals with one. References are no typed amounts; nor are dates, ordinals and set phrases.
 */
export function typedAmounts(text: string): string[] {
  const bare = text.replaceAll(REFERENCE, '〓')
  const found: { at: number; said: string }[] = []
  for (const match of bare.matchAll(AMOUNT)) {
    const said = match[0].trim()
    const after = bare.slice(match.index + match[0].length)
    if (!isPhrase(said, after)) found.push({ at: match.index, said })
  }
  const taken = (at: number): boolean =>
    found.some((one) => at >= one.at && at < one.at + one.said.length)
  for (const match of bare.matchAll(BARE)) {
    if (!taken(match.index)) found.push({ at: match.index, said: match[0] })
  }
  return [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ said }) => said))]
}

export interface Flag {
  readonly path: string
  readonly said: string
}

/** Typed amounts of a manuscript that no claim covers: each stands in the way of publication. */
export function unproved(of: Manuscript): Flag[] {
  const covered = new Set(of.claims.map(({ said }) => said))
  return textsOf(of).flatMap(({ path, text }) =>
    typedAmounts(text)
      .filter((said) => !covered.has(said))
      .map((said) => ({ path, said })),
  )
}

/** A stretch of a text: words, a number from an edition (`figure`: its place), or a claim (`claim`: its place). */
export interface Run {
  readonly text: string
  readonly figure: number | null
  readonly claim: number | null
}

const words = (text: string): Run => ({ text, figure: null, claim: null })

/** A text with its references as numbers and its claims marked. */
export function runsOf(text: string, of: Pick<Body, 'figures' | 'claims'>): Run[] {
  const places = new Map(of.figures.map(({ ref }, i) => [ref, i]))
  const runs: Run[] = []
  let last = 0
  for (const match of text.matchAll(REFERENCE)) {
    runs.push(...claimRuns(text.slice(last, match.index), of.claims))
    last = match.index + match[0].length
    const place = places.get(parseReference(match[1] ?? '')?.ref ?? '')
    const figure: Quoted | undefined = place === undefined ? undefined : of.figures[place]
    if (figure === undefined || place === undefined) runs.push(words(match[0]))
    else runs.push({ text: figure.shown, figure: place, claim: null })
  }
  runs.push(...claimRuns(text.slice(last), of.claims))
  return runs
}

function claimRuns(text: string, claims: readonly Claim[]): Run[] {
  if (text === '') return []
  const first = claims
    .map(({ said }, claim) => ({ at: text.indexOf(said), said, claim }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.said.length - a.said.length)[0]
  if (first === undefined) return [words(text)]
  const { at, said, claim } = first
  return [
    ...(at === 0 ? [] : [words(text.slice(0, at))]),
    { text: said, figure: null, claim },
    ...claimRuns(text.slice(at + said.length), claims),
  ]
}

/** A text on paper: numbers as shown, claims with their note number ("46户[注1]"). */
export const plainText = (text: string, of: Pick<Body, 'figures' | 'claims'>): string =>
  runsOf(text, of)
    .map((run) => (run.claim === null ? run.text : `${run.text}[注${run.claim + 1}]`))
    .join('')
