/* Clauses as people write them beside a step: "农民专业合作社法 31", "财农〔2021〕121号第七条". */

const DIGITS = '零一二三四五六七八九'

/** 第三十一条 → 31; 20 → 20; null for a clause that has no number. */
export function articleNumber(written: string): number | null {
  const arabic = /^第?(\d+)条?$/.exec(written.trim())
  if (arabic !== null) return Number(arabic[1])
  const chinese = /^第([零一二三四五六七八九十百]+)条/.exec(written.trim())
  return chinese === null ? null : chineseNumber(chinese[1] ?? '')
}

function chineseNumber(written: string): number {
  let [total, digit] = [0, 0]
  for (const char of written) {
    if (char === '百' || char === '十') {
      total += (digit === 0 ? 1 : digit) * (char === '百' ? 100 : 10)
      digit = 0
    } else {
      digit = DIGITS.indexOf(char)
    }
  }
  return total + digit
}

/** The title as it is cited: without the state's name, the brackets and the year of the revision. */
const shortTitle = (title: string): string =>
  title
    .replaceAll(/[《》]/g, '')
    .replace(/^中华人民共和国/, '')
    .replace(/[((].*[))]$/, '')

/** The numbers that stand after the title: "31", "26-28", "第三十一条、第三十二条". */
function numbersAfter(rest: string): number[] {
  const [part = ''] = rest.replace(/^[》\s]*([((][^))]*[))])?\s*/, '').split(/[;;。]/)
  const words = part.matchAll(/第[零一二三四五六七八九十百]+条|\d+(?:\s*[-–]\s*\d+)?/g)
  return [...words].flatMap(([word]) => {
    const range = /^(\d+)\s*[-–]\s*(\d+)$/.exec(word)
    if (range === null) return [articleNumber(word) ?? []].flat()
    const [from, to] = [Number(range[1]), Number(range[2])]
    return to < from || to - from > 200
      ? [from]
      : Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
}

/**
 * Which clauses of a document a citation means; null when it does not name the document. An empty list: the document
 * as a whole, or a clause the library does not hold.
 */
export function citedClauses<C extends { readonly number: string }>(
  citation: string,
  document: { readonly titles: readonly string[]; readonly clauses: readonly C[] },
): readonly C[] | null {
  for (const title of document.titles.map(shortTitle).filter((one) => one.length >= 4)) {
    const at = citation.indexOf(title)
    if (at === -1) continue
    const rest = citation.slice(at + title.length)
    const numbers = new Set(numbersAfter(rest))
    const named = document.clauses.filter(({ number }) => {
      const own = articleNumber(number)
      if (own !== null) return numbers.has(own)
      const words = number.split('·').at(-1) ?? ''
      return words.length >= 3 && rest.includes(words)
    })
    return named
  }
  return null
}
