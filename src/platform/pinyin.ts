import { pinyin } from 'pinyin-pro'

/** How a name is typed by those who search for it, and how lists of names are sorted. */
export interface Pinyin {
  /** Lower case, no tones, no spaces; ü as v, as on keyboards: 绿源 → "lvyuan". */
  readonly full: string
  /** First letters: 绿源 → "ly". */
  readonly initials: string
}

/**
 * Reads a name aloud. `person`: the first characters are a surname, which is often read in its own way
 * (单 shan, 解 xie, 仇 qiu). Latin letters and digits stay; signs, and characters that the dictionary
 * does not know (𠮷), are left out: such a name is found by its characters.
 */
export function pinyinOf(name: string, kind: 'person' | 'place' = 'place'): Pinyin {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    ...(kind === 'person' ? { surname: 'head' as const } : {}),
  })
    .map((syllable) => syllable.toLowerCase())
    .filter((syllable) => /^[a-z0-9]+$/.test(syllable))
  return {
    full: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
  }
}

/** How a single character is read, with its tone; empty where the dictionary does not know it. */
export function readingOf(char: string): string {
  const reading = pinyin(char)
  return reading === char ? '' : reading
}

/** What somebody typed, when it could be pinyin: lower case without spaces, quotes and tone-free ü; else null. */
export function typedPinyin(typed: string): string | null {
  const plain = typed
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replaceAll(/[\s'’]/g, '')
  return /^[a-z0-9]+$/.test(plain) && /[a-z]/.test(plain) ? plain : null
}
