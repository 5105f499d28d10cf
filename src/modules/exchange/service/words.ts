import { type Text, text } from '../../../kernel/text.ts'

/* The closed lists of other modules as people read them in a file. */

export const yesNo = (value: boolean): Text => (value ? text('是', 'yes') : text('否', 'no'))

export const CODE_NAMES = {
  missing: text('缺', 'missing'),
  valid: text('正确', 'valid'),
  wrong_check_digit: text('校验位错', 'wrong check digit'),
  malformed: text('格式错', 'malformed'),
} as const

export const OUTCOME_NAMES = {
  passes: text('符合', 'passes'),
  depends: text('口径不一', 'depends'),
  fails: text('不符合', 'fails'),
} as const

export const SEVERITY_NAMES = {
  block: text('禁止', 'block'),
  warn: text('提醒', 'warn'),
  info: text('说明', 'info'),
} as const

export const HOLDER_NAMES = {
  collective: text('村集体', 'collective'),
  villager: text('本村农户', 'villager'),
  assisted: text('帮扶对象', 'assisted'),
  outside_farmer: text('外村农民', 'farmer from outside'),
  outside_investor: text('外来投资人', 'outside investor'),
  enterprise: text('企业', 'enterprise'),
  unit: text('单位', 'unit'),
  labour: text('劳务', 'labour'),
  land: text('土地', 'land'),
  reserve: text('预留', 'reserve'),
} as const

export const FORM_NAMES = {
  cash: text('货币', 'cash'),
  land_right: text('土地经营权', 'land right'),
  forest_right: text('林权', 'forest right'),
  kind: text('实物', 'things'),
  ip: text('知识产权', 'intellectual property'),
} as const

export const UNIT_NAMES = {
  contribution: text('出资', 'contribution'),
  labour: text('劳务', 'labour'),
  technique: text('技术', 'technique'),
  management: text('管理', 'management'),
  land: text('土地', 'land'),
  forest: text('林地', 'forest'),
  resource: text('资源', 'resource'),
  grant: text('财政补助', 'grant'),
  donation: text('捐赠', 'donation'),
  assistance: text('帮扶', 'assistance'),
  other: text('其他', 'other'),
} as const

export const EVENT_NAMES = {
  contribution: text('出资', 'contribution'),
  payment: text('缴款', 'payment'),
  transfer: text('转让', 'transfer'),
  exit: text('退社', 'exit'),
  inheritance: text('继承', 'inheritance'),
  conversion: text('转换', 'conversion'),
  unit_grant: text('授予份额', 'units granted'),
  unit_withdrawal: text('收回份额', 'units withdrawn'),
  reversal: text('冲销', 'reversal'),
} as const

const MICRO = 1_000_000n

/** Millionths of a unit as a plain decimal: 1500000n → "1.5". */
export function plainUnits(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const decimals = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  const sign = micro < 0n ? '-' : ''
  return `${sign}${size / MICRO}${decimals === '' ? '' : `.${decimals}`}`
}
