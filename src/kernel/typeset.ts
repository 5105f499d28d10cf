/*
 * Chinese is set with full-width punctuation. Texts come from many hands (rules, refusals, notes of clerks),
 * so it is put right where it is shown, not where it is written.
 */

const HAN = String.raw`\p{Script=Han}，。、；：？！（）《》“”‘’%`
const AFTER_HAN = new RegExp(`(?<=[${HAN}])([,;:?!])(?!//)\\s?`, 'gu')
const BEFORE_HAN = new RegExp(`(?<![0-9A-Za-z]:)([,;:?!])(?=[\\p{Script=Han}“《])`, 'gu')
const PAIR = /(.?)\(([^()]*)\)/gsu
const HAS_HAN = /\p{Script=Han}/u

const WIDE: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
}

const widen = (mark: string): string => WIDE[mark] ?? mark

const shown = new Map<string, string>()
const REMEMBERED = 4000

/** The text with full-width punctuation beside Chinese; amounts, times and addresses stay as they are. */
export function typeset(text: string): string {
  if (!HAS_HAN.test(text)) return text
  const known = shown.get(text)
  if (known !== undefined) return known
  const set = text
    .replaceAll(PAIR, (all, before: string, inside: string) =>
      HAS_HAN.test(before) || HAS_HAN.test(inside) ? `${before}（${inside}）` : all,
    )
    .replaceAll(AFTER_HAN, (_all, mark: string) => widen(mark))
    .replaceAll(BEFORE_HAN, (_all, mark: string) => widen(mark))
  if (shown.size > REMEMBERED) shown.clear()
  shown.set(text, set)
  return set
}
