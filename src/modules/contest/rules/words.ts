import { type Fraction } from '../../../kernel/fraction.ts'
import type { AwardKind, Kind, Veto } from '../model.ts'

/** For people: a number cut (not rounded) to `places` decimals. */
export function decimalText({ num, den }: Fraction, places = 2): string {
  const scale = 10n ** BigInt(places)
  const scaled = (num * scale) / den
  const size = scaled < 0n ? -scaled : scaled
  const decimals = places === 0 ? '' : `.${(size % scale).toString().padStart(places, '0')}`
  return `${scaled < 0n ? '-' : ''}${size / scale}${decimals}`
}

/** 观摩〔2020〕1号, 擂台〔2020〕2号. */
export const sayContest = (row: {
  readonly kind: Kind
  readonly year: number
  readonly number: bigint
}): string => `${row.kind === 'tour' ? '观摩' : '擂台'}〔${row.year}〕${row.number}号`

export const VETO_WORDS: Readonly<Record<Veto, string>> = {
  fraud: '查实弄虚作假、骗取资金',
  unpaid_wages: '拖欠群众工资、分红',
  mass_complaint: '引发群体性信访',
  false_data: '上报虚假数据',
}

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  tour: '“走看评”现场观摩',
  contest: '“四比四看”擂台赛',
}

export const AWARD_WORDS: Readonly<Record<AwardKind, string>> = {
  rotating_flag: '流动红旗',
  permanent_flag: '先进旗帜',
  star: '星级',
}
