import { readAmount } from '../ledger/entry.ts'
import type { Business, Form, Terms } from './form-words.ts'

/* The terms of a business as they are typed: a word a field, lists a line each. */

export type Typed = Readonly<Record<string, string>>

const count = (typed: string | undefined): number | null =>
  /^\d{1,8}$/.test((typed ?? '').trim()) ? Number(typed) : null

const quantity = (typed: string | undefined): string | null =>
  /^\d{1,12}(\.\d{1,3})?$/.test((typed ?? '').trim()) ? (typed ?? '').trim() : null

/** A percentage as an exact fraction: 12.5 → 125/1000. */
export function shareOf(typed: string): string | null {
  const plain = typed.trim().replace(/[%％]$/u, '')
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return null
  const [whole = '0', places = ''] = plain.split('.')
  return `${whole}${places}/1${'0'.repeat(places.length + 2)}`
}

/** Lines of a field, each cut at its commas, Chinese ones too. */
const linesOf = (typed: string | undefined): string[][] =>
  (typed ?? '')
    .split('\n')
    .map((line) => line.split(/[,，]/u).map((part) => part.trim()))
    .filter((parts) => parts[0] !== '')

function complexOf(typed: Typed): Terms | null {
  const phases = linesOf(typed['phases']).map(([name = '', from = '', to = '', planned = '']) => ({
    name,
    from,
    to,
    planned: readAmount(planned) ?? '',
  }))
  const components = linesOf(typed['components']).map(([name = '', sector = '']) => ({
    name,
    sector: Number(sector),
  }))
  const whole =
    phases.length > 0 &&
    phases.every((one) => one.from !== '' && one.to !== '' && one.planned !== '') &&
    components.every((one) => [1, 2, 3].includes(one.sector))
  if (!whole) return null
  return {
    form: 'complex',
    kind: (typed['kind'] ?? 'rural') as 'tourism' | 'rural' | 'other',
    partners: linesOf(typed['partners']).map(([name = '', part = '']) => ({
      name,
      part: part === '' ? '—' : part,
    })),
    phases,
    components,
  }
}

/** What the server is asked; null while something is missing or no number. */
export function termsOf(form: Form, typed: Typed): Terms | null {
  const word = (key: string): string => (typed[key] ?? '').trim()
  switch (form) {
    case 'tourism': {
      const [beds, visitorsADay] = [count(typed['beds']), count(typed['visitorsADay'])]
      if (word('site') === '' || beds === null || visitorsADay === null) return null
      return { form, site: word('site'), beds, visitorsADay }
    }
    case 'logistics': {
      const capacity = quantity(typed['capacity'])
      if (capacity === null || word('measure') === '') return null
      const what = (typed['what'] ?? 'storage') as 'storage' | 'freight' | 'both'
      return { form, what, capacity, measure: word('measure') }
    }
    case 'stake': {
      const [planned, share] = [readAmount(word('planned')), shareOf(word('share'))]
      if (word('enterprise') === '' || planned === null || share === null) return null
      const more = { creditCode: word('creditCode'), risk: word('risk') }
      return { form, enterprise: word('enterprise'), planned, share, ...more }
    }
    case 'processing': {
      const [lines, capacity] = [count(typed['lines']), quantity(typed['capacity'])]
      if (word('product') === '' || lines === null || capacity === null) return null
      const more = { licence: word('licence'), measure: word('measure') }
      return more.measure === ''
        ? null
        : { form, product: word('product'), lines, capacity, ...more }
    }
    case 'complex':
      return complexOf(typed)
  }
}

const percent = (share: string): string => {
  const [num = '0', den = '1'] = share.split('/')
  return String((Number(num) * 100) / Number(den))
}

/** What stands in the fields when a business is changed. */
export function typedOf(terms: Business['terms'] | null): Typed {
  if (terms === null) return {}
  if (terms.form === 'complex') {
    return {
      kind: terms.kind,
      partners: terms.partners.map(({ name, part }) => `${name},${part}`).join('\n'),
      phases: terms.phases
        .map((one) => [one.name, one.from, one.to, one.planned].join(','))
        .join('\n'),
      components: terms.components.map(({ name, sector }) => `${name},${sector}`).join('\n'),
    }
  }
  const plain = Object.entries(terms).map(([key, value]): [string, string] => [key, String(value)])
  const typed = Object.fromEntries(plain)
  return terms.form === 'stake' ? { ...typed, share: percent(terms.share) } : typed
}
