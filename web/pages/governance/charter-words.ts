import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

export type Charter = Out<'readCharter'>['parameters']

/** Choices of parameters that are one word of a few. */
export const CHOICES: Readonly<Record<string, readonly (readonly [string, Text])[]>> = {
  'members.lossBy': [
    ['contribution', text('按出资比例', 'By contribution')],
    ['equal', text('按人数平均', 'Equally')],
  ],
  'finance.reserveOf': [
    ['after-loss', text('弥补亏损后的盈余', 'Surplus after losses')],
    ['surplus', text('当年盈余', 'Surplus of the year')],
  ],
  'finance.quantifyBy': [
    ['contribution', text('按出资额', 'By contribution')],
    ['patronage', text('按交易量(额)', 'By transactions')],
    ['equal', text('平均', 'Equally')],
  ],
  'finance.basis': [
    ['quantity', text('交易数量', 'Quantity')],
    ['value', text('交易金额', 'Value')],
    ['area', text('入社土地面积', 'Land area')],
    ['days', text('劳动日', 'Days of work')],
  ],
  'finance.disclosure': [
    ['month', text('每月', 'Every month')],
    ['quarter', text('每季度', 'Every quarter')],
    ['half_year', text('每半年', 'Every half year')],
  ],
}

export const FORMS: readonly (readonly [string, Text])[] = [
  ['cash', text('货币', 'Money')],
  ['kind', text('实物', 'Things')],
  ['ip', text('知识产权', 'Intellectual property')],
  ['land_right', text('土地经营权', 'Land right')],
  ['forest_right', text('林权', 'Forest right')],
]

/** Parameters that are sentences rather than figures. */
export const LONG: ReadonlySet<string> = new Set([
  'scope',
  'members.qualification',
  'members.rightsAndDuties',
  'members.expulsion',
  'contributions.transfer',
  'additional.criteria',
  'officers.duties',
  'finance.lossHandling',
  'ending.amendment',
  'ending.dissolution',
  'ending.announcement',
])

/** Parameters that may be left out altogether. */
export const OPTIONAL: ReadonlySet<string> = new Set([
  'contributions.cap',
  'contributions.collectiveMin',
  'contributions.collectiveMax',
  'additional.perMember',
])

type Tree = Readonly<Record<string, unknown>>

export const valueAt = (charter: Charter, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], charter)

/** The parameters with one of them changed. */
export function changed(charter: Charter, path: string, value: unknown): Charter {
  const [head = '', ...rest] = path.split('.')
  const tree = charter as unknown as Tree
  const inner = tree[head]
  const next = rest.length === 0 ? value : { ...(inner as Tree), [rest.join('.')]: value }
  return { ...tree, [head]: next } as unknown as Charter
}
