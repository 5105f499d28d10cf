import { type Text, text } from '../../../kernel/text.ts'
import type { Item, Kind, TownFact } from '../model.ts'

/** Thousandths of a point as people write them: '87.325', '90'. */
export function pointsText(points: number): string {
  const size = Math.abs(points)
  const places = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${points < 0 ? '-' : ''}${Math.floor(size / 1000)}${places === '' ? '' : `.${places}`}`
}

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  town: '乡镇(街道)党支部领办合作社工作考核',
  secretary_month: '村党支部书记领办合作社工作月考核',
  secretary_year: '村党支部书记领办合作社工作年度考核',
}

/** 考核〔2020〕3号. */
export const sayRun = (row: { readonly year: number; readonly number: bigint }): string =>
  `考核〔${row.year}〕${row.number}号`

/** 2020年11月, 2020年第4季度, 2020年. */
export function sayPeriod(period: string): string {
  const [year, rest] = period.split('-')
  if (rest === undefined) return `${year}年`
  return rest.startsWith('Q') ? `${year}年第${rest.slice(1)}季度` : `${year}年${Number(rest)}月`
}

export const TOWN_FACT_WORDS: Readonly<Record<TownFact, string>> = {
  closed_in_time: '按期销号的问题',
  closed_late: '超期销号的问题',
  overdue: '期末仍超期的问题',
  overdue_plates: '超期未摘牌的挂牌督办',
  best_place: '观摩擂台最好名次',
  red_findings: '硬性规则不合规',
}

/** How an item is scored, in words; `say` writes a figure in its unit. */
export function ruleText(item: Item, say: (value: string) => string): Text {
  const { rule, direction, points } = item
  const full = pointsText(points)
  switch (rule.kind) {
    case 'target': {
      const at = say(rule.target)
      return direction === 'up'
        ? text(
            `达到 ${at} 得 ${full} 分,未达到按比例`,
            `${full} points at ${at} or more, below in proportion`,
          )
        : text(
            `不超过 ${at} 得 ${full} 分,超过按比例`,
            `${full} points at ${at} or less, above in proportion`,
          )
    }
    case 'linear': {
      const [none, most] = [say(rule.none), say(rule.full)]
      return text(
        `${none} 得 0 分,${most} 得 ${full} 分,之间按比例`,
        `0 points at ${none}, ${full} at ${most}, in proportion between`,
      )
    }
    case 'bands': {
      const sign = direction === 'up' ? '≥' : '≤'
      const bands = rule.bands.map((band) => [say(band.at), pointsText(band.points)] as const)
      return text(
        bands.map(([at, given]) => `${sign} ${at} 得 ${given} 分`).join(';'),
        bands.map(([at, given]) => `${given} points at ${sign} ${at}`).join('; '),
      )
    }
  }
}
