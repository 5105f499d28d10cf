import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { assessment } from './zh-CN/assessment.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof assessment>> =>
  import('./en/assessment.ts').then((module) => module.assessment)

/** The words of assessments, with those of the desk behind them. */
export const useT = makePart<typeof assessment, typeof zhCN>(assessment, english, useDesk)
