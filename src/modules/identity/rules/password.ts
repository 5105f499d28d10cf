import { text, type Text } from '../../../kernel/text.ts'
import { COMMON_WORDS, SLIDES } from '../data/common-words.ts'

/** Letters that people write as digits and signs. */
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const SLIDE_MIN = 4
const REST_MIN = 4
const DISTINCT_MIN = 5
/** From this length on, one kind of characters is enough: a sentence is a good password. */
const SENTENCE_LENGTH = 16

const reversed = (value: string): string => Array.from(value).toReversed().join('')
const ROWS = SLIDES.flatMap((row) => [row, reversed(row)])

/**
 * Why a password is refused, in the order of importance; null when it is good. `min` in characters.
 * The user name and the county's own words are weighed after lower case and half width.
 */
export function passwordFault(
  password: string,
  policy: { readonly username: string; readonly min: number },
): Text | null {
  const plain = password.normalize('NFKC').toLowerCase()
  const characters = Array.from(password.normalize('NFKC'))
  if (characters.length < policy.min) {
    return text(`密码至少 ${policy.min} 个字符。`, `At least ${policy.min} characters, please.`)
  }
  if (policy.username.length >= 3 && plain.includes(policy.username)) {
    return text('密码不能含有用户名。', 'The password must not contain the user name.')
  }
  if (/^[\d\s.\-/+]+$/.test(plain)) {
    return text(
      '密码不能只有数字:电话、生日和证件号码最容易被猜到。',
      'The password must not be digits only: telephone numbers, birthdays and ID numbers are guessed first.',
    )
  }
  if (new Set(plain).size < DISTINCT_MIN) {
    return text('密码中不同的字符太少。', 'The password uses too few different characters.')
  }
  if (characters.length < SENTENCE_LENGTH && kinds(password) < 2) {
    return text(
      '密码应含字母、数字、符号中的至少两类,或者至少 16 个字符。',
      'Use at least two of letters, digits and signs, or at least 16 characters.',
    )
  }
  if (isCommon(plain)) {
    return text(
      '这个密码太常见,会被最先试到。请用几个不相干的词,或由系统生成。',
      'This password is too common and would be tried first. Use several unrelated words.',
    )
  }
  return null
}

function kinds(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}|\p{Lo}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length
}

/** Whether digits, signs, common words and slides along the keyboard leave too few letters. */
function isCommon(plain: string): boolean {
  const undisguised = Array.from(plain, (char) => DISGUISES[char] ?? char).join('')
  let rest = ''
  for (let i = 0; i < plain.length;) {
    const taken = Math.max(slideAt(plain, i), wordAt(plain, i), wordAt(undisguised, i))
    if (taken === 0) rest += plain[i] ?? ''
    i += Math.max(taken, 1)
  }
  return Array.from(rest.matchAll(/\p{L}/gu)).length < REST_MIN
}

function slideAt(form: string, start: number): number {
  for (let length = form.length - start; length >= SLIDE_MIN; length--) {
    const part = form.slice(start, start + length)
    if (ROWS.some((row) => row.includes(part))) return length
  }
  return 0
}

function wordAt(form: string, start: number): number {
  for (let length = Math.min(form.length - start, 24); length >= 2; length--) {
    if (COMMON_WORDS.has(form.slice(start, start + length))) return length
  }
  return 0
}
