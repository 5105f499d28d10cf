/*
 * Pinyin initials without a dictionary. The 3,755 common characters of GB 2312 stand in the order of
 * their pinyin, and every browser can decode that code: the place in the order is the letter. Rarer
 * characters are placed by the browser's own sorting, where it knows Chinese.
 */

const LETTERS = 'abcdefghjklmnopqrstwxyz'

/** Where each letter begins among the characters of level one (GB 2312, rows 16-55). */
const STARTS = [
  0xb0a1, 0xb0c5, 0xb2c1, 0xb4ee, 0xb6ea, 0xb7a2, 0xb8c1, 0xb9fe, 0xbbf7, 0xbfa6, 0xc0ac, 0xc2e8,
  0xc4c3, 0xc5b6, 0xc5be, 0xc6da, 0xc8bb, 0xc8f6, 0xcbfa, 0xcdda, 0xcef4, 0xd1b9, 0xd4d1,
] as const
const LAST = 0xd7f9

/** The first character of each letter in the order of pinyin, for characters outside the code. */
const FIRSTS = Array.from('阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀')
const HAN = /\p{Script=Han}/u

/** Surnames that are not read as the same character elsewhere. */
const SURNAMES: Readonly<Record<string, string>> = {
  单: 's',
  解: 'x',
  仇: 'q',
  曾: 'z',
  查: 'z',
  区: 'o',
  朴: 'p',
  翟: 'z',
  尉: 'y',
  乐: 'y',
  盖: 'g',
  覃: 'q',
  缪: 'm',
  种: 'c',
}

/** The other reading of characters that the books use often. */
const OTHER: Readonly<Record<string, string>> = {
  行: 'h',
  长: 'c',
  会: 'k',
  重: 'c',
  率: 's',
  校: 'j',
}

let common: ReadonlyMap<string, string> | null = null

/** Every common character with its letter; made once, when the first text is asked for. */
function commonCharacters(): ReadonlyMap<string, string> {
  if (common !== null) return common
  const decoder = new TextDecoder('gbk')
  const found = new Map<string, string>()
  let letter = 0
  for (let code = STARTS[0]; code <= LAST; code += 1) {
    const low = code & 0xff
    if (low < 0xa1 || low > 0xfe) continue
    while (code >= (STARTS[letter + 1] ?? LAST + 1)) letter += 1
    found.set(decoder.decode(new Uint8Array([code >> 8, low])), LETTERS[letter] ?? '')
  }
  common = found
  return found
}

const collator = new Intl.Collator('zh-CN-u-co-pinyin')

function rareInitial(character: string): string {
  if (!HAN.test(character)) return ''
  let found = ''
  for (const [i, first] of FIRSTS.entries()) {
    if (collator.compare(first, character) > 0) break
    found = LETTERS[i] ?? ''
  }
  return found
}

const initialOf = (character: string): string =>
  /[a-z0-9]/i.test(character)
    ? character.toLowerCase()
    : (commonCharacters().get(character) ?? rareInitial(character))

/** First letters of the pinyin of a text: 成员往来 → "cywl". `person`: surnames read in their own way. */
export function initialsOf(written: string, person = false): string {
  const [first = '', ...rest] = Array.from(written)
  const head = person ? (SURNAMES[first] ?? initialOf(first)) : initialOf(first)
  return head + rest.map(initialOf).join('')
}

/** Whether a text may be typed so by initials; characters with two readings count with both. */
export function matchesInitials(written: string, typed: string, person = false): boolean {
  if (initialsOf(written, person).includes(typed)) return true
  const other = Array.from(written, (character) => OTHER[character] ?? initialOf(character))
  return other.join('').includes(typed)
}
