import { formatFraction, fraction, parseFraction } from '../../../src/kernel/fraction.ts'
import type { In } from '../../api.ts'

/* The collective's own division: four uses, each a part of the whole. */

export const PARTS = ['villagers', 'industry', 'managers', 'works'] as const
export type PartId = (typeof PARTS)[number]
export type Rates = Readonly<Record<PartId, string>>

/** 二四一三, in percent. */
export const SCHEME_2413: Rates = { villagers: '20', industry: '40', managers: '10', works: '30' }

/** The sum of the percentages as people read it; null while one of them is no number. */
export function wholeOf(rates: Rates): string | null {
  let sum = 0n
  for (const part of PARTS) {
    const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(rates[part].trim())
    if (match === null) return null
    sum += BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  }
  const places = (sum % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${sum / 100n}${places === '' ? '' : `.${places}`}`
}

const NAMES: Readonly<Record<PartId, { readonly zh: string; readonly en: string }>> = {
  villagers: { zh: '村民直接分配', en: 'To villagers' },
  industry: { zh: '产业发展滚动资金', en: 'Rolling capital for industry' },
  managers: { zh: '管理人员报酬', en: 'Managers' },
  works: { zh: '村内公益事业', en: 'Public works' },
}

/** The same four uses in other proportions, as the server takes a plan; uses of zero are left out. */
export function planOfParts(rates: Rates): NonNullable<In<'recordCollectivePlan'>['plan']> {
  const parts = PARTS.flatMap((id) => {
    const value = parseFraction(rates[id].trim())
    if (value === null || value.num === 0n) return []
    const title = { ...NAMES[id] }
    const people = (group: string) => ({ kind: 'people', group, by: { by: 'head' } }) as const
    return [
      {
        id,
        title,
        class: id === 'managers' ? ('prize' as const) : ('other' as const),
        weight: formatFraction(fraction(value.num, value.den)),
        to:
          id === 'villagers'
            ? people('villager')
            : id === 'managers'
              ? people('manager')
              : ({ kind: 'fund', name: title } as const),
      },
    ]
  })
  return {
    body: 'collective',
    steps: [
      {
        kind: 'partition',
        id: 'dividend',
        title: { zh: '集体所得分配', en: 'The collective’s part divided' },
        amount: { by: 'rest' },
        parts,
      },
    ],
  }
}
