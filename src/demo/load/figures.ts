import { text } from '../../kernel/text.ts'
import type { Step } from './step.ts'

/*
 * The figures of three months, frozen as of the last day of each, so that changes, trends and movements can be seen.
 * They stand on everything else, so they come last.
 */

const MONTHS = ['2020-09', '2020-10', '2020-11'] as const

/** Freezes each month that has no edition yet. */
export const figureSteps: readonly Step[] = [
  {
    name: 'figures',
    title: text('固化指标', 'Figures frozen'),
    weight: 400,
    run: async ({ door, tell }) => {
      for (const [i, period] of MONTHS.entries()) {
        const { editions } = await door.indicator.listEditions({ period })
        if (editions.length === 0) await door.indicator.freezeFigures({ period })
        tell((i + 1) / MONTHS.length)
      }
    },
  },
]
